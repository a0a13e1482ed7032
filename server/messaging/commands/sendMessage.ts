import { addressOf } from '@yimin/shared/people/addressing'
import { guardGroupText } from '../../moderation/index.ts'
import { accountOf, WECHAT } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import { newId } from '../../platform/ids.ts'
import { insertTogether } from '../../platform/together.ts'
import type { Platform } from '../../platform/platform.ts'
import { OUTGOING, textAt } from '../outgoing.model.ts'
import type { OutgoingDoc } from '../outgoing.model.ts'
import { isReachableByWeChat } from '../queries/wayByWeChat.ts'
import { wakeTeller } from './wakeTeller.ts'

export interface Words {
  /** The same key is the same message: it is said once. */
  key: string
  stationId: string
  text: string
  template: string
  about?: string
  /** The code of the request that they are about. */
  code?: string
  urgent?: boolean
}

/** Says something in a room, to `mention` by name. What the egress guard finds is taken out, whoever wrote the words (PRIV-02). */
export async function sayInRoom(
  platform: Platform,
  roomChatId: string,
  mention: Person[],
  words: Words,
): Promise<void> {
  const guarded = guardGroupText(words.text)
  if (guarded.leaks.length > 0) {
    platform.log.error(
      { template: words.template, kinds: guarded.leaks.map((leak) => leak.kind) },
      'egress guard took something out',
    )
  }
  const [adapter, chatId] = splitChatId(roomChatId)
  await queue(platform, { ...words, text: guarded.text }, { channel: 'room', adapter, chatId, people: mention })
}

/**
 * Writes to one person alone: in the chat if that is open, else by WeChat's own messages as far as the person allowed them.
 * Returns false, and writes nothing, when no way is open: the caller knows another one.
 */
export async function sayPrivately(platform: Platform, person: Person, words: Words): Promise<boolean> {
  const known = person.canBeWrittenTo ? person.chatIds.find((id) => !id.startsWith(`${WECHAT}:`)) : undefined
  if (known) {
    const [adapter, chatId] = splitChatId(known)
    await queue(platform, words, { channel: 'private', adapter, chatId, people: [person] })
    return true
  }
  const account = accountOf(person)
  if (account === undefined || !(await isReachableByWeChat(platform, account, words.template))) return false
  await queue(platform, words, { channel: 'private', adapter: WECHAT, chatId: account, people: [person] })
  await wakeTeller(platform, account)
  return true
}

function splitChatId(chatId: string): [adapter: string, id: string] {
  const cut = chatId.indexOf(':')
  return [chatId.slice(0, cut), chatId.slice(cut + 1)]
}

let spoken = 0

async function queue(
  platform: Platform,
  words: Words,
  to: { channel: OutgoingDoc['channel']; adapter: string; chatId: string; people: Person[] },
): Promise<void> {
  const _id = newId()
  const now = platform.clock.now()
  spoken = (spoken + 1) % 1_000
  const row: OutgoingDoc = {
    _id,
    key: words.key,
    stationId: words.stationId,
    adapter: to.adapter,
    channel: to.channel,
    chatId: to.chatId,
    to: to.people.map((person) => ({
      personId: person.id,
      contactId: contactIdOf(person, to.adapter),
      name: addressOf(person),
    })),
    text: platform.vault.seal(words.text, textAt(_id)),
    textMark: platform.vault.blindIndex(words.text, 'outgoing.text'),
    template: words.template,
    ...(words.about ? { about: words.about } : {}),
    ...(words.code ? { code: words.code } : {}),
    urgent: words.urgent === true,
    state: 'queued',
    tries: 0,
    inDoubt: false,
    fence: 0,
    order: now.getTime() * 1_000 + spoken,
    queuedAt: now,
    outbox: [],
  }
  await insertTogether(platform.db, OUTGOING, row)
}

function contactIdOf(person: Person, adapter: string): string {
  const chatId = person.chatIds.find((id) => id.startsWith(`${adapter}:`))
  return chatId ? chatId.slice(adapter.length + 1) : ''
}

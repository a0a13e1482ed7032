import { addressOf } from '@yimin/shared/people/addressing'
import { guardGroupText } from '../../moderation/index.ts'
import { WECHAT } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import { newId } from '../../platform/ids.ts'
import { insertTogether } from '../../platform/together.ts'
import type { Platform } from '../../platform/platform.ts'
import { OUTGOING, TEXT_MARK, textAt } from '../outgoing.model.ts'
import type { OutgoingDoc } from '../outgoing.model.ts'
import { listDownAdapters, splitChatId, waysTo } from '../queries/waysTo.ts'
import type { Way } from '../queries/waysTo.ts'
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
  /** Where the person is talking just now (`ilink:…`): that is where she looks. */
  inChat?: string
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
 * Writes to one person alone, by the best way that is open. Returns false, and writes nothing, when none is: the caller knows
 * another one. What its way does not take goes on by the next one (settleOutgoing).
 */
export async function sayPrivately(platform: Platform, person: Person, words: Words): Promise<boolean> {
  const ways = (await waysTo(platform, person, words.template)).filter(({ channel }) => channel !== 'group')
  const way = await pick(platform, ways, words.inChat)
  if (!way) return false
  await queue(platform, words, { channel: 'private', adapter: way.adapter, chatId: way.chatId, people: [person] })
  if (way.adapter === WECHAT) await wakeTeller(platform, way.chatId)
  return true
}

/** Where she is talking; else the first whose gateway is up; else the first, for it may be back in a moment. */
async function pick(platform: Platform, ways: Way[], inChat?: string): Promise<Way | undefined> {
  const [adapter, id] = splitChatId(inChat ?? '')
  const here = ways.find((way) => way.adapter === adapter && way.chatId === id)
  if (here || ways.length < 2) return here ?? ways[0]
  const down = await listDownAdapters(platform)
  return ways.find((way) => !down.includes(way.adapter)) ?? ways[0]
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
    to: to.people.map((person) => receiverOf(person, to.adapter)),
    text: platform.vault.seal(words.text, textAt(_id)),
    textMark: platform.vault.blindIndex(words.text, TEXT_MARK),
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

/** Whom words mean, as this adapter knows her. */
export function receiverOf(person: Person, adapter: string): OutgoingDoc['to'][number] {
  const chatId = person.chatIds.find((id) => id.startsWith(`${adapter}:`))
  return {
    personId: person.id,
    contactId: chatId ? chatId.slice(adapter.length + 1) : '',
    name: addressOf(person),
  }
}

import { groupHint } from '@yimin/shared/messaging/words'
import { findPerson, WECHAT } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { outgoingOf, TEXT_MARK, textAt } from '../outgoing.model.ts'
import type { OutgoingDoc } from '../outgoing.model.ts'
import { channelOf, listDownAdapters, waysTo } from '../queries/waysTo.ts'
import type { Way } from '../queries/waysTo.ts'
import { receiverOf } from './sendMessage.ts'
import { wakeTeller } from './wakeTeller.ts'

/**
 * Private words that one way did not take go on by the next one that was not tried yet; false when there is none. What is urgent
 * is never left at a hint.
 */
export async function goOn(platform: Platform, row: OutgoingDoc): Promise<boolean> {
  const [to] = row.to
  const person = row.channel === 'private' && to ? await findPerson(platform, to.personId) : undefined
  if (!person) return false
  const tried = [...(row.tried ?? []), channelOf(row)]
  const [ways, down] = await Promise.all([waysTo(platform, person, row.template), listDownAdapters(platform)])
  const isOpen = ({ channel, adapter }: Way): boolean =>
    !tried.includes(channel) && !down.includes(adapter) && !(row.urgent && channel === 'group')
  const next = ways.find(isOpen)
  if (!next) return false
  const { modifiedCount } = await outgoingOf(platform).updateOne(
    { _id: row._id, fence: row.fence, state: 'leased' },
    {
      $set: {
        adapter: next.adapter,
        chatId: next.chatId,
        to: [receiverOf(person, next.adapter)],
        ...(next.channel === 'group' ? asHint(platform, row, person) : {}),
        tried,
        state: 'queued',
        tries: 0,
        inDoubt: false,
      },
    },
  )
  await wake(platform, next)
  return modifiedCount === 1
}

async function wake(platform: Platform, { adapter, chatId }: Way): Promise<void> {
  if (adapter === WECHAT) await wakeTeller(platform, chatId)
}

/** In a group stands only that there is something to read: no matter, no code, no word of what was to be said. */
function asHint(
  platform: Platform,
  row: OutgoingDoc,
  person: Person,
): Pick<OutgoingDoc, 'channel' | 'text' | 'textMark'> {
  const text = groupHint(receiverOf(person, row.adapter).name)
  return {
    channel: 'room',
    text: platform.vault.seal(text, textAt(row._id)),
    textMark: platform.vault.blindIndex(text, TEXT_MARK),
  }
}

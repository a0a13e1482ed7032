import type { Document, Filter } from 'mongodb'
import { relayEvents } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { messageDied } from '../messaging.events.ts'
import { OUTGOING, outgoingOf, TEXT_MARK } from '../outgoing.model.ts'
import type { OutgoingDoc } from '../outgoing.model.ts'
import { goOn } from './goOn.ts'

const TRIES = 5

export interface Outcome {
  id: string
  fence: number
  outcome: 'sent' | 'failed' | 'refused'
  reason?: string
  /** The platform's own number of what was sent. */
  platformMessageId?: string
  at: Date
}

/** Takes down what became of a leased message. False when the lease is no longer this one's. */
export async function settleOutgoing(platform: Platform, outcome: Outcome): Promise<boolean> {
  const outgoing = outgoingOf(platform)
  const mine = { _id: outcome.id, state: 'leased' as const, fence: outcome.fence }
  if (outcome.outcome === 'sent') {
    const { at: sentAt, platformMessageId } = outcome
    const sent = await outgoing.updateOne(mine, { $set: { state: 'sent', sentAt, platformMessageId } })
    return sent.modifiedCount === 1
  }
  const row = await outgoing.findOne(mine)
  if (!row) return false
  const given = outcome.outcome === 'refused' || row.tries + 1 >= TRIES
  if (!given) {
    const again = await outgoing.updateOne(mine, {
      $set: { state: 'queued', reason: outcome.reason },
      $inc: { tries: 1 },
    })
    return again.modifiedCount === 1
  }
  return (await goOn(platform, row)) || (await bury(platform, row, mine, outcome.reason))
}

/** No channel took it: a person must tell it. False when it was not `mine` any more. */
async function bury(
  platform: Platform,
  row: OutgoingDoc,
  mine: Filter<OutgoingDoc>,
  reason?: string,
): Promise<boolean> {
  const event = platform.events.entry(messageDied, { messageId: row._id }, platform.clock.now())
  const dead = await outgoingOf(platform).updateOne(mine, {
    $set: { state: 'dead', reason },
    $inc: { tries: 1 },
    ...(event.pending.length > 0 ? { $push: { outbox: event } } : {}),
  } as Document)
  if (dead.modifiedCount === 1 && event.pending.length > 0) await relayEvents(platform, OUTGOING, row._id, [event])
  return dead.modifiedCount === 1
}

/** WeChat took a message and says afterwards that it did not arrive. */
export async function loseSent(platform: Platform, platformMessageId: string, reason: string): Promise<boolean> {
  const row = await outgoingOf(platform).findOne({ platformMessageId, state: 'sent' })
  return row ? bury(platform, row, { _id: row._id, state: 'sent' }, reason) : false
}

/** The assistant heard its own words come back: they were said, whatever the gateway reported. */
export async function hearEcho(platform: Platform, chatId: string, text: string, at: Date): Promise<boolean> {
  const heard = await outgoingOf(platform).updateOne(
    { textMark: platform.vault.blindIndex(text, TEXT_MARK), chatId, state: 'leased' },
    { $set: { state: 'sent', sentAt: at } },
  )
  return heard.modifiedCount === 1
}

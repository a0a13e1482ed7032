import type { Document } from 'mongodb'
import { relayEvents } from '../../platform/events/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { messageDied } from '../messaging.events.ts'
import { OUTGOING, outgoingOf } from '../outgoing.model.ts'

const TRIES = 5

export interface Outcome {
  id: string
  fence: number
  outcome: 'sent' | 'failed' | 'refused'
  reason?: string
  at: Date
}

/** Takes down what became of a leased message. False when the lease is no longer this one's. */
export async function settleOutgoing(platform: Platform, outcome: Outcome): Promise<boolean> {
  const outgoing = outgoingOf(platform)
  const mine = { _id: outcome.id, state: 'leased' as const, fence: outcome.fence }
  if (outcome.outcome === 'sent') {
    const sent = await outgoing.updateOne(mine, { $set: { state: 'sent', sentAt: outcome.at } })
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
  const event = platform.events.entry(messageDied, { messageId: row._id }, platform.clock.now())
  const dead = await outgoing.updateOne(mine, {
    $set: { state: 'dead', reason: outcome.reason },
    $inc: { tries: 1 },
    ...(event.pending.length > 0 ? { $push: { outbox: event } } : {}),
  } as Document)
  if (dead.modifiedCount === 1 && event.pending.length > 0) await relayEvents(platform, OUTGOING, row._id, [event])
  return dead.modifiedCount === 1
}

/** The assistant heard its own words come back: they were said, whatever the gateway reported. */
export async function hearEcho(platform: Platform, chatId: string, text: string, at: Date): Promise<boolean> {
  const heard = await outgoingOf(platform).updateOne(
    { textMark: platform.vault.blindIndex(text, 'outgoing.text'), chatId, state: 'leased' },
    { $set: { state: 'sent', sentAt: at } },
  )
  return heard.modifiedCount === 1
}

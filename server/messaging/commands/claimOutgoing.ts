import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import type { Platform } from '../../platform/platform.ts'
import { outgoingOf, textAt } from '../outgoing.model.ts'
import type { OutgoingDoc } from '../outgoing.model.ts'

/** Longer than a platform's echo takes to come back (trust rule 3.3-4: lease > maximum echo delay). */
const LEASE_MS = 30_000

/**
 * Leases what waits to one consumer: emergencies first, then in the order of speaking. A lease that ran out comes again, marked
 * as in doubt; it is no failed try, for a gateway that keeps its pace may hold words for hours.
 */
export async function claimOutgoing(
  platform: Platform,
  adapter: string,
  consumer: string,
  max: number,
): Promise<OutgoingMessage[]> {
  const rows = await leaseRows(platform, { adapter }, { consumer, max, forMs: LEASE_MS })
  return rows.map((row) => toMessage(platform, row))
}

/** Leases rows of one adapter, or of one of its chats, as they stand in the record. */
export async function leaseRows(
  platform: Platform,
  where: { adapter: string; chatId?: string; channel?: OutgoingDoc['channel'] },
  { consumer, max, forMs }: { consumer: string; max: number; forMs: number },
): Promise<OutgoingDoc[]> {
  const now = platform.clock.now()
  const outgoing = outgoingOf(platform)
  const free = { $or: [{ state: 'queued' as const }, { state: 'leased' as const, leaseUntil: { $lt: now } }] }
  const waiting = await outgoing
    .find({ ...where, state: { $in: ['queued', 'leased'] }, ...free }, { projection: { state: 1, fence: 1 } })
    .sort({ urgent: -1, order: 1 })
    .limit(max)
    .toArray()
  const claimed = await Promise.all(
    waiting.map((row) =>
      outgoing.findOneAndUpdate(
        { _id: row._id, fence: row.fence, ...free },
        {
          $set: {
            state: 'leased',
            consumer,
            leaseUntil: new Date(now.getTime() + forMs),
            ...(row.state === 'leased' ? { inDoubt: true } : {}),
          },
          $inc: { fence: 1 },
        },
        { returnDocument: 'after' },
      ),
    ),
  )
  return claimed.filter((row) => row !== null)
}

function toMessage(platform: Platform, row: OutgoingDoc): OutgoingMessage {
  return {
    id: row._id,
    ref: row._id.slice(0, 8),
    channel: row.channel,
    ...(row.channel === 'room' ? { room: { id: row.chatId } } : {}),
    to: row.to.map(({ contactId, name }) => ({ contactId, name })),
    text: platform.vault.open(row.text, textAt(row._id)),
    urgent: row.urgent,
    tries: row.tries,
    inDoubt: row.inDoubt,
    queuedAt: row.queuedAt.toISOString(),
    leaseUntil: (row.leaseUntil ?? row.queuedAt).toISOString(),
    fence: row.fence,
  }
}

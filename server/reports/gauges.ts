import type { Document } from 'mongodb'
import { INBOUND } from '../chat/index.ts'
import { SEARCHES } from '../dispatch/index.ts'
import { GATEWAYS, OUTGOING } from '../messaging/index.ts'
import { gauge } from '../platform/metrics.ts'
import type { Platform } from '../platform/platform.ts'
import { REQUESTS } from '../requests/index.ts'

/** What is under way, counted in the record each time Prometheus asks. Words and numbers only: no ids, no places. */
export function registerGauges(platform: Platform): void {
  const count = (collection: string, match: Document, by: string) =>
    platform.db
      .collection(collection)
      .aggregate<{ _id: string; n: number }>([{ $match: match }, { $group: { _id: `$${by}`, n: { $sum: 1 } } }])
      .toArray()
  const counted = (name: string, help: string, collection: string, match: Document, by = 'state') =>
    gauge(name, help, [by], async (one) => {
      one.reset()
      for (const { _id, n } of await count(collection, match, by)) one.set({ [by]: _id }, n)
    })
  counted(
    'yimin_requests',
    'Requests that are not ended, by status',
    REQUESTS,
    { status: { $in: ['draft', 'reviewing', 'open', 'accepted', 'delivered'] } },
    'status',
  )
  counted('yimin_searches', 'Searches for a helper that are running', SEARCHES, { state: 'running' })
  counted('yimin_inbox', 'Chat events that wait, or that nobody could handle', INBOUND, {
    state: { $in: ['new', 'dead'] },
  })
  counted('yimin_outgoing', 'Words on their way out, or that no channel took', OUTGOING, {
    state: { $in: ['queued', 'leased', 'dead'] },
  })
  counted('yimin_alarms', 'Alarms that are not closed', 'alarms', { state: { $in: ['open', 'seen'] } })
  counted('yimin_gateways', 'Chat gateways by what they said last', GATEWAYS, {})
}

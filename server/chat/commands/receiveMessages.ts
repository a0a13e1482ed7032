import { MongoBulkWriteError } from 'mongodb'
import type { InboundEvent } from '@yimin/shared/chat/contract'
import type { Platform } from '../../platform/platform.ts'
import { inboundOf, LIKENESS, likenessOf, textAt } from '../inbound.model.ts'
import type { InboundDoc } from '../inbound.model.ts'
import { understandLaneJob } from '../jobs/understandLane.job.ts'

/** An event of any chat: of the gateways, or of WeChat's customer-service talk. */
export type HeardEvent = Omit<InboundEvent, 'adapter'> & { adapter: string }

/**
 * The inbox: every event is stored once, by its message id and by its likeness, before anything is made of it.
 * Then each room or private chat gets one job; if Redis is away the sweeper gives it later.
 */
export async function receiveMessages(
  platform: Platform,
  events: HeardEvent[],
): Promise<{ stored: number; known: number }> {
  const now = platform.clock.now()
  const rows = events.map((event) => toRow(platform, event, now))
  const stored = await insertEach(platform, rows)
  const lanes = [...new Set(rows.map((row) => row.lane))]
  const added = await Promise.allSettled(
    lanes.map((lane) => platform.queues.add(understandLaneJob, { lane }, { lane })),
  )
  if (added.some((result) => result.status === 'rejected')) platform.log.warn('inbox left for the sweeper')
  return { stored, known: rows.length - stored }
}

async function insertEach(platform: Platform, rows: InboundDoc[]): Promise<number> {
  try {
    const done = await inboundOf(platform).insertMany(rows, { ordered: false })
    return done.insertedCount
  } catch (error) {
    const faults = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : []
    if (faults.length === 0 || faults.some((fault) => fault.code !== 11000)) throw error
    return rows.length - faults.length
  }
}

function toRow(platform: Platform, event: HeardEvent, now: Date): InboundDoc {
  const _id = `${event.adapter}.${event.account}.${event.messageId}`
  const lane = event.room
    ? `${event.adapter}.r.${event.room.id}`
    : `${event.adapter}.p.${event.self ? event.account : event.from.id}`
  const second = event.at.slice(0, 19)
  return {
    _id,
    lane,
    adapter: event.adapter,
    kind: event.kind,
    ...(event.room ? { roomChatId: `${event.adapter}:${event.room.id}`, topic: event.room.topic } : {}),
    fromChatId: `${event.adapter}:${event.from.id}`,
    fromName: event.from.name,
    self: event.self,
    text: platform.vault.seal(event.text, textAt(_id)),
    truncated: event.truncated === true,
    mentionsMe: event.mentionsMe,
    ...(event.recalledId ? { recalledId: `${event.adapter}.${event.account}.${event.recalledId}` } : {}),
    at: new Date(event.at),
    seq: event.seq,
    ...(event.kind === 'text' && !event.self && event.text
      ? { likeness: platform.vault.blindIndex(likenessOf(lane, event.from.id, second, event.text), LIKENESS) }
      : {}),
    state: 'new',
    tries: 0,
    receivedAt: now,
  }
}

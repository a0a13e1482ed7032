import type { Db, Document } from 'mongodb'
import { z } from 'zod'
import { newId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { defineJob, handleJob } from '../queues/job.ts'
import type { JobHandler } from '../queues/job.ts'
import { changeTogether, findTogether } from '../together.ts'

/**
 * A fact and its announcement are written together: the entry stands in the aggregate's own `outbox` until every listener has done its part.
 * `data` carries ids only.
 */
/** Ids and words of the house's own tables, never personal data. */
export interface EventData {
  [key: string]: string | undefined
}

export interface OutboxEntry {
  ref: string
  kind: string
  at: Date
  data: EventData
  /** Listeners that have not finished yet. */
  pending: string[]
}

export interface EventTag<Data extends EventData> {
  kind: string
  data: z.ZodType<Data>
}

export function defineEvent<Data extends EventData>(kind: string, data: z.ZodType<Data>): EventTag<Data> {
  return { kind, data }
}

/** What a domain does when it hears of a fact. It may hear it twice; `ref` names the fact. */
export interface Reaction {
  kind: string
  listener: string
  react(platform: Platform, data: unknown, ref: string): Promise<void>
}

export function onEvent<Data extends EventData>(
  tag: EventTag<Data>,
  listener: string,
  react: (platform: Platform, data: Data, ref: string) => Promise<void>,
): Reaction {
  return { kind: tag.kind, listener, react: (platform, data, ref) => react(platform, tag.data.parse(data), ref) }
}

/** Who listens to what; the same board hangs in every process. */
export interface EventBoard {
  entry<Data extends EventData>(tag: EventTag<Data>, data: Data, at: Date): OutboxEntry
  reaction(kind: string, listener: string): Reaction | undefined
}

export function openEventBoard(reactions: Reaction[]): EventBoard {
  const names = reactions.map((reaction) => reaction.listener)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) throw new Error(`two reactions are called ${twice}`)
  return {
    entry: (tag, data, at) => ({
      ref: newId(),
      kind: tag.kind,
      at,
      data,
      pending: reactions.filter((reaction) => reaction.kind === tag.kind).map((reaction) => reaction.listener),
    }),
    reaction: (kind, listener) => reactions.find((r) => r.kind === kind && r.listener === listener),
  }
}

export const eventJob = defineJob({
  name: 'reactToEvent',
  queue: 'work',
  payload: z.strictObject({ collection: z.string(), id: z.string(), ref: z.string() }),
})

/** Gives every announcement one job with a fixed id. If Redis is away nothing is lost: the sweeper relays again. */
export async function relayEvents(
  platform: Platform,
  collection: string,
  id: string,
  entries: OutboxEntry[],
): Promise<void> {
  const added = await Promise.allSettled(
    entries.map(({ ref }) => platform.queues.add(eventJob, { collection, id, ref }, { id: ref })),
  )
  if (added.some((result) => result.status === 'rejected'))
    platform.log.warn({ collection, id }, 'event left for the sweeper')
}

interface WithOutbox extends Document {
  _id: string
  outbox: OutboxEntry[]
}

/**
 * Everybody who has not heard of it yet hears of it now, each by himself: whoever has done his part is struck off, whatever
 * becomes of the others. Throws the first fault when all are through, so that the job comes again for those who are left.
 */
export const eventHandler: JobHandler = handleJob(eventJob, async (platform, { collection, id, ref }) => {
  const holder = await findTogether<WithOutbox>(platform.db, collection, id, { outbox: 1 })
  const entry = holder?.outbox.find((candidate) => candidate.ref === ref)
  if (!entry) return
  const told = await Promise.allSettled(entry.pending.map((listener) => reactTo(platform, entry, listener)))
  const heard = entry.pending.filter((_, i) => told[i]?.status === 'fulfilled')
  await strikeOff(platform.db, { collection, id, entry, heard })
  const failed = told.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
})

async function reactTo(platform: Platform, { kind, data, ref }: OutboxEntry, listener: string): Promise<void> {
  const reaction = platform.events.reaction(kind, listener)
  if (!reaction) throw new Error(`nobody is called ${listener}`)
  await reaction.react(platform, data, ref)
}

interface Heard {
  collection: string
  id: string
  entry: OutboxEntry
  /** Listeners that have done their part. */
  heard: string[]
}

/**
 * Strikes off those who have heard, all in one update. An entry that nobody waits for is taken down by the same one: a process that died
 * between two would leave an entry behind that no job ever comes for.
 */
async function strikeOff(db: Db, { collection, id, entry: { ref, pending }, heard }: Heard): Promise<void> {
  if (heard.length === 0 && pending.length > 0) return
  // Nobody is ever added to those who wait: when all of whom we have read have heard, nobody is left.
  const change =
    heard.length === pending.length ? { $pull: { outbox: { ref } } } : [{ $set: { outbox: without(ref, heard) } }]
  await changeTogether(db, collection, { filter: { _id: id, 'outbox.ref': ref }, change })
}

/** The outbox without those who have heard of the entry, and without the entry where nobody else waits for it. */
function without(ref: string, heard: string[]): Document {
  const isIt = { $eq: ['$$entry.ref', { $literal: ref }] }
  const others = { $setDifference: ['$$entry.pending', { $literal: heard }] }
  const struck = {
    $map: {
      input: '$outbox',
      as: 'entry',
      in: { $cond: [isIt, { $mergeObjects: ['$$entry', { pending: others }] }, '$$entry'] },
    },
  }
  return { $filter: { input: struck, as: 'entry', cond: { $gt: [{ $size: '$$entry.pending' }, 0] } } }
}

/** Relays again what has waited since before `before`: after a wiped Redis, or a process that died between writing and relaying. */
export async function sweepEvents(platform: Platform, collection: string, before: Date, limit = 500): Promise<number> {
  const waiting = await platform.db
    .collection<WithOutbox>(collection)
    .find({ 'outbox.0': { $exists: true }, 'outbox.at': { $lt: before } }, { projection: { outbox: 1 }, limit })
    .toArray()
  for (const holder of waiting) {
    await relayEvents(
      platform,
      collection,
      holder._id,
      holder.outbox.filter((entry) => entry.at < before),
    )
  }
  return waiting.length
}

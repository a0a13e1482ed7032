import { pino } from 'pino'
import { virtualClock } from '../../platform/clock.ts'
import { openEventBoard } from '../../platform/events/events.ts'
import { memoryFiles } from '../../platform/files/index.ts'
import { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import { ensureIndexes } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Queues } from '../../platform/queues/queues.ts'
import { addPerson } from '../../people/index.ts'
import { RETENTION_ROUNDS, sweepRetention } from '../../privacy/index.ts'
import { loadDemo } from '../demo/loadDemo.ts'
import { DEMO_STATION } from '../demo/community.ts'
import { INDEXES, REACTIONS } from '../house.ts'
import { openGlassVault } from '../glassVault.ts'

/** What all seeds of a thread share. */
export type Ground = Pick<Platform, 'vault' | 'files' | 'events'>

/** A Sunday morning: the worker on duty is 林社工. */
export const BEGIN = new Date('2026-11-22T10:00:00+08:00')

/** The demo community in a record in memory: each seed begins with a copy of it. `volunteers` more can be asked for anything. */
export async function layGround(volunteers = 0): Promise<{ record: MemoryRecord; ground: Ground }> {
  const record = new MemoryRecord(new Map(), 'frozen')
  const ground = { vault: openGlassVault(), files: memoryFiles(), events: openEventBoard(REACTIONS) }
  const db = record.open()
  await ensureIndexes(db, INDEXES)
  const log = pino({ level: 'silent' })
  const platform: Platform = { ...ground, log, db, clock: virtualClock(BEGIN), queues: noQueues() }
  await loadDemo(platform)
  await addVolunteers(platform, volunteers)
  // A seed plays at ten on a Sunday, and lasts for days: every helper is free at any time.
  await db.collection('people').updateMany({ helper: { $exists: true } }, { $set: { 'helper.freeHours': [] } })
  // Somebody was up before ten: what the night takes away is taken.
  await sweepRetention(platform)
  return { record, ground }
}

/** Another night's work waits for the next look, as where the house stood still over night. */
export async function leaveNightsWork(record: MemoryRecord): Promise<void> {
  await record.open().collection(RETENTION_ROUNDS).deleteMany({})
}

/** Synthetic people who can be asked for anything, anywhere, at any time. */
export async function addVolunteers(platform: Platform, count: number): Promise<void> {
  for (let i = 1; i <= count; i += 1) await addPerson(platform, volunteer(i))
}

function volunteer(i: number): Parameters<typeof addPerson>[1] & { id: string } {
  const id = volunteerId(i)
  return {
    id,
    stationId: DEMO_STATION,
    name: `志愿者${i}`,
    role: 'volunteer',
    chatIds: [`sandbox:${id}`],
    canBeWrittenTo: true,
    verified: true,
    helper: { skills: ['errand', 'produce', 'daily_goods'], zones: [], freeHours: [] },
  }
}

/** The volunteers of `addVolunteers`, counted from 1. */
export const volunteerId = (i: number): string => `volunteer${i}`

function noQueues(): Queues {
  return {
    add: () => Promise.resolve(),
    idle: () => Promise.resolve(true),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

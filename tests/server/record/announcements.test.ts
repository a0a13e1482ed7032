import type { Db } from 'mongodb'
import { pino } from 'pino'
import { z } from 'zod'
import {
  defineEvent,
  eventHandler,
  onEvent,
  openEventBoard,
  relayEvents,
} from '../../../server/platform/events/events.ts'
import type { OutboxEntry } from '../../../server/platform/events/events.ts'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import type { Platform } from '../../../server/platform/platform.ts'

const moved = defineEvent('moved', z.strictObject({ thing: z.string() }))

interface Thing {
  _id: string
  outbox: OutboxEntry[]
}

let db: Db
let heard: string[]
let deaf: string[]
let jobs: unknown[]
let platform: Platform
beforeEach(() => {
  ;[heard, deaf, jobs] = [[], [], []]
  db = new MemoryRecord().open()
  const listener = (name: string) =>
    onEvent(moved, name, (_, { thing }) => {
      if (deaf.includes(name)) return Promise.reject(new Error(`${name} was away`))
      heard.push(`${name}: ${thing}`)
      return Promise.resolve()
    })
  const queues = { add: (_: unknown, payload: unknown) => (jobs.push(payload), Promise.resolve()) }
  const events = openEventBoard(['one', 'two', 'three'].map(listener))
  platform = { db, events, queues, log: pino({ level: 'silent' }) } as unknown as Platform
})

async function announce(): Promise<OutboxEntry> {
  const entry = platform.events.entry(moved, { thing: 'a' }, new Date('2026-11-22T10:00:00Z'))
  await db.collection<Thing>('things').insertOne({ _id: 'a', outbox: [entry] })
  await relayEvents(platform, 'things', 'a', [entry])
  return entry
}

const tell = ({ ref }: OutboxEntry) => eventHandler.run(platform, { collection: 'things', id: 'a', ref })
const pending = async () => (await db.collection<Thing>('things').findOne({ _id: 'a' }))?.outbox.flatMap((one) => one.pending) // prettier-ignore

describe('an announcement', () => {
  it('is one job, and everybody hears of it', async () => {
    const entry = await announce()
    expect(jobs).toEqual([{ collection: 'things', id: 'a', ref: entry.ref }])
    await tell(entry)
    expect(heard.sort()).toEqual(['one: a', 'three: a', 'two: a'])
    expect(await pending()).toEqual([])
  })

  it('is heard by the others where one fails, and comes again for that one alone', async () => {
    const entry = await announce()
    deaf = ['two']
    await expect(tell(entry)).rejects.toThrow('two was away')
    expect(heard.sort()).toEqual(['one: a', 'three: a'])
    expect(await pending()).toEqual(['two'])
    deaf = []
    await tell(entry)
    expect(heard.sort()).toEqual(['one: a', 'three: a', 'two: a'])
    expect(await pending()).toEqual([])
  })

  it('that everybody has heard is heard by nobody again', async () => {
    const entry = await announce()
    await tell(entry)
    await tell(entry)
    expect(heard).toHaveLength(3)
  })
})

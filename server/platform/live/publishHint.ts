import { MongoBulkWriteError } from 'mongodb'
import type { Db } from 'mongodb'
import { isDuplicateKey } from '../mongo.ts'
import type { Platform } from '../platform.ts'
import { hintsOf } from './live.model.ts'
import type { HintDoc } from './live.model.ts'

type Ground = Pick<Platform, 'db' | 'clock' | 'log'>

/** A hint and its audience. */
export interface NewHint extends Pick<HintDoc, 'kind' | 'id' | 'version'> {
  /** Nobody and the same person twice are left out. */
  people?: (string | undefined)[]
  stations?: string[]
}

/** Most that one trip carries. */
const TRIP = 200
/** Others may write in the same moment; each time at least one writer gets on. */
const TRIES = 100

type Unnumbered = Omit<HintDoc, '_id'>

interface Waiting {
  doc: Unnumbered
  done(): void
  failed(error: unknown): void
}

/** Hints of this process on their way, by record: one trip at a time, so that it never races itself. */
const lines = new WeakMap<Db, { waiting: Waiting[]; underWay: boolean }>()

/** Writes a hint behind all others and returns when it is kept. The same hint twice does no harm: the page reads twice. */
export function publishHint({ db, clock }: Ground, hint: NewHint): Promise<void> {
  const { kind, id, version, people = [], stations = [] } = hint
  const named = [...new Set(people)].filter((person) => person !== undefined)
  if (named.length === 0 && stations.length === 0) return Promise.resolve()
  const doc = { kind, id, version, people: named, stations, at: clock.now() }
  return new Promise((done, failed) => {
    const line = lines.get(db) ?? { waiting: [], underWay: false }
    lines.set(db, line)
    line.waiting.push({ doc, done, failed })
    if (!line.underWay) void carry(db, line)
  })
}

/** The same for facts that announce no event: a hint that can't be written is logged, and the page's slow polling makes up for it. */
export function hintAtOnce(platform: Ground, hint: NewHint): void {
  publishHint(platform, hint).catch((error: unknown) => platform.log.warn({ kind: hint.kind, err: error }, 'hint lost'))
}

async function carry(db: Db, line: { waiting: Waiting[]; underWay: boolean }): Promise<void> {
  line.underWay = true
  for (let trip = line.waiting.splice(0, TRIP); trip.length > 0; trip = line.waiting.splice(0, TRIP)) {
    try {
      await append(
        db,
        trip.map(({ doc }) => doc),
      )
      for (const { done } of trip) done()
    } catch (error) {
      for (const { failed } of trip) failed(error)
    }
  }
  line.underWay = false
}

/**
 * Takes the numbers behind the last one by writing them in order. Where another process was quicker the rest is numbered anew,
 * so a reader who has seen a number has seen all below it.
 */
async function append(db: Db, docs: Unnumbered[]): Promise<void> {
  let left = docs
  for (let attempt = 0; left.length > 0; attempt += 1) {
    const last = await lastSeq(db)
    try {
      await hintsOf(db).insertMany(
        left.map((doc, i) => ({ ...doc, _id: last + 1 + i })),
        { ordered: true },
      )
      return
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= TRIES) throw error
      left = left.slice(error instanceof MongoBulkWriteError ? error.insertedCount : 0)
    }
  }
}

/** 0 before the first hint. */
export async function lastSeq(db: Db): Promise<number> {
  const last = await hintsOf(db)
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: -1 })
    .limit(1)
    .next()
  return last?._id ?? 0
}

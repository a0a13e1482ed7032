import type { Db } from 'mongodb'
import type { Logger } from 'pino'
import type { Hint } from '@yimin/shared/live/contract'
import type { HintDoc } from './live.model.ts'
import { lastSeq } from './publishHint.ts'
import { readOn, toHint } from './readNews.ts'
import type { LiveReader } from './readNews.ts'

/** Somebody who wants to hear. `hear` gets each round's hints of its own, in order; all up to `seq` are told with it. */
export interface Listener extends LiveReader {
  hear(hints: Hint[], seq: number): void
  /** The log began anew (a restored record): numbers known so far mean nothing any more. */
  startOver(seq: number): void
}

/** Reads the log on behalf of all pages of this process: one small read for each round, none while nobody listens. */
export interface Hub {
  /** Up to which number this process has told; reads it from the record if it was asleep. */
  wake(): Promise<number>
  readonly seq: number
  /** Only after `wake`. Returns how to leave. */
  join(listener: Listener): () => void
  /** Notices a log that began anew. */
  check(): Promise<void>
  close(): void
}

const ROUND = 500
const FALTER_MS = 2_000

export function openHub({ db, log }: { db: Db; log: Logger }, everyMs: number): Hub {
  const listeners = new Set<Listener>()
  const byPerson = new Map<string, Set<Listener>>()
  const byStation = new Map<string, Set<Listener>>()
  let seq = 0
  let waking: Promise<number> | undefined
  let timer: NodeJS.Timeout | undefined
  let running = false
  let closed = false

  const tell = (docs: HintDoc[]) => {
    const heard = new Map<Listener, Hint[]>()
    for (const doc of docs) {
      const audience = new Set([
        ...doc.people.flatMap((person) => [...(byPerson.get(person) ?? [])]),
        ...doc.stations.flatMap((station) => [...(byStation.get(station) ?? [])]),
      ])
      for (const listener of audience) {
        const hints = heard.get(listener)
        if (hints) hints.push(toHint(doc))
        else heard.set(listener, [toHint(doc)])
      }
    }
    for (const [listener, hints] of heard) listener.hear(hints, seq)
  }

  const round = async (): Promise<void> => {
    let pause = everyMs
    try {
      const docs = await readOn(db, seq, ROUND)
      seq = docs.at(-1)?._id ?? seq
      tell(docs)
      if (docs.length === ROUND) pause = 0
    } catch (error) {
      // The record is away; nothing is lost, the number stands.
      log.warn({ err: error }, 'live log')
      pause = FALTER_MS
    }
    if (closed || listeners.size === 0) running = false
    else timer = setTimeout(round, pause)
  }

  const wake = (): Promise<number> => {
    if (running) return Promise.resolve(seq)
    waking ??= lastSeq(db)
      .then((last) => {
        if (!running) seq = last
        return seq
      })
      .finally(() => (waking = undefined))
    return waking
  }

  return {
    wake,
    get seq() {
      return seq
    },
    join(listener) {
      listeners.add(listener)
      put(byPerson, listener.personId, listener)
      if (listener.stationId !== undefined) put(byStation, listener.stationId, listener)
      if (!running && !closed) {
        running = true
        timer = setTimeout(round, 0)
      }
      return () => {
        listeners.delete(listener)
        take(byPerson, listener.personId, listener)
        if (listener.stationId !== undefined) take(byStation, listener.stationId, listener)
      }
    },
    async check() {
      const last = await lastSeq(db)
      if (last >= seq) return
      seq = last
      for (const listener of listeners) listener.startOver(last)
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

function put(places: Map<string, Set<Listener>>, key: string, listener: Listener): void {
  const there = places.get(key) ?? new Set()
  places.set(key, there.add(listener))
}

function take(places: Map<string, Set<Listener>>, key: string, listener: Listener): void {
  const there = places.get(key)
  there?.delete(listener)
  if (there?.size === 0) places.delete(key)
}

import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Sentence } from '../../chat/index.ts'
import type { CommunityWords } from '../../language/index.ts'
import type { Figures } from './measure.ts'
import type { Play } from './playMonth.ts'
import type { SeedCounts, SeedTask, SeedTotals } from './playSeeds.ts'
import type { Policy } from './policies.ts'

/** What is done in a thread of its own; where a core is left the month's sentences are read on it beforehand. */
export type Task = { kind: 'month'; play: Play; readsAhead: boolean } | ({ kind: 'seeds' } & SeedTask)
export type Told =
  | { kind: 'progress'; done: number }
  | { kind: 'counted'; counts: SeedCounts }
  | { kind: 'words'; words: CommunityWords }
  | { kind: 'sentences'; sentences: Sentence[] }
  | { kind: 'figures'; figures: Figures }
  | { kind: 'seeds'; seeds: SeedTotals }

const SCRIPT = fileURLToPath(new URL('./thread.js', import.meta.url))
const EVERY = 5

/** The same month under each policy, as many at once as there are cores, in the order of the list. */
export async function playAll(plays: readonly Play[]): Promise<Figures[]> {
  const figures: Figures[] = []
  const waiting = plays.map((play, i) => ({ play, i }))
  const cores = availableParallelism()
  const atOnce = Math.min(cores, plays.length)
  const show = progressOf(plays[0]?.days ?? 0)
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { play, i } = one
      const readsAhead = atOnce < cores
      const told = await apart(
        { kind: 'month', play, readsAhead },
        (progress) => progress.kind === 'progress' && show(play.policy, progress.done),
      )
      if (told.kind === 'figures') figures[i] = told.figures
    }
  }
  await Promise.all(Array.from({ length: atOnce }, next))
  process.stderr.write('\n')
  return figures
}

export async function playSeedsApart(policy: Policy, from: number, count: number): Promise<SeedTotals> {
  const step = Math.min(availableParallelism(), count)
  const show = countingTo(count)
  const shares = await Promise.all(
    Array.from({ length: step }, async (_, i) => {
      const task = { kind: 'seeds' as const, policy, from: from + i, step, count: Math.ceil((count - i) / step) }
      const told = await apart(task, (progress) => progress.kind === 'counted' && show(i, progress.counts))
      return told.kind === 'seeds' ? [told.seeds] : []
    }),
  )
  process.stderr.write('\n')
  return shares.flat().reduce((one, other) => ({
    communities: one.communities + other.communities,
    needs: one.needs + other.needs,
    lost: [...one.lost, ...other.lost],
    double: [...one.double, ...other.double],
    faults: [...one.faults, ...other.faults],
  }))
}

/** Short-lived things by the thousand: a young generation that holds them is collected a tenth as often. */
const YOUNG_MB = 256

type Progress = Extract<Told, { kind: 'progress' | 'counted' }>

/** In a thread of its own; its last word is the result. */
function apart(task: Task, progress: (told: Progress) => void): Promise<Told> {
  return new Promise((resolve, reject) => {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB }
    const worker = new Worker(SCRIPT, { workerData: task, resourceLimits })
    const read =
      task.kind === 'month' && task.readsAhead ? readerWith((readings) => worker.postMessage(readings)) : undefined
    worker.on('message', (told: Told) => {
      if (told.kind === 'progress' || told.kind === 'counted') progress(told)
      else if (told.kind === 'figures' || told.kind === 'seeds') resolve(told)
      else read?.(told)
    })
    worker.once('error', reject)
  })
}

type ToRead = Extract<Told, { kind: 'words' | 'sentences' }>

/** Reads here what the other thread is going to hear. What it takes to read is fetched while that thread begins. */
function readerWith(give: (readings: ReadFrame[][]) => void): (told: ToRead) => void {
  const language = import('../../language/index.ts')
  let words: CommunityWords | undefined
  return (told) => {
    if (told.kind === 'words') words = told.words
    else
      void language.then(({ understandAll }) =>
        give(told.sentences.map(({ text, now, chat }) => understandAll(text, now, words, chat))),
      )
  }
}

/** Long work shows where it is, beside the result: on a terminal in one line, elsewhere now and then. */
function say(line: string, isTime: boolean): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line} `)
  else if (isTime) process.stderr.write(`${line}\n`)
}

function progressOf(whole: number): (name: string, done: number) => void {
  const over = new Map<string, number>()
  return (name, done) => {
    over.set(name, done)
    say([...over].map(([one, count]) => `${one} ${count}/${whole}`).join('  '), done % EVERY === 0)
  }
}

/** All threads together, and what they have found. */
function countingTo(whole: number): (thread: number, counts: SeedCounts) => void {
  const byThread = new Map<number, SeedCounts>()
  const step = Math.max(1, Math.round(whole / 20))
  return (thread, counts) => {
    byThread.set(thread, counts)
    const sum = (what: keyof SeedCounts) => [...byThread.values()].reduce((all, one) => all + one[what], 0)
    const done = sum('communities')
    const line = `${done}/${whole} communities: lost ${sum('lost')}, double ${sum('double')}, faults ${sum('faults')}`
    say(line, done % step === 0)
  }
}

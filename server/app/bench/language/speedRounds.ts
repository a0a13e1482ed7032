import { NO_WORDS, understand } from '../../../language/index.ts'
import { LONG, longTexts, seeded } from './hostileTexts.ts'
import type { Speed } from './speed.ts'
import { readOwn, type Utterance } from '../../utterances.ts'

const WARM = 3_000
const MESSAGES = 10_000
/** The best of them counts: what else the machine does is not ours. */
const ROUNDS = 5
const TRIES = 5
const LENGTHS = [1_000, 10_000, 100_000]
const NOW = '2026-11-22T10:00'

interface Round {
  /** For all messages of the round, in s. */
  seconds: number
  /** Of each message, in ms, rising. */
  times: number[]
}

/** Reads the held-out sentences again and again, then one long text of each kind. Nothing else should run in this process. */
export function measureReading(): Omit<Speed, 'ready'> {
  const messages = readOwn('held')
  readRound(messages, WARM)
  const rounds = Array.from({ length: ROUNDS }, () => readRound(messages, MESSAGES))
  const best = rounds.reduce((one, other) => (other.seconds < one.seconds ? other : one))
  const memory = process.memoryUsage().rss / 1_048_576

  const sentences = messages.map(({ text }) => text)
  const all = sentences.join('\n')
  const run = all.repeat(Math.ceil(LONG / all.length))
  return {
    perSecond: MESSAGES / best.seconds,
    p50: best.times[Math.floor(MESSAGES * 0.5)] ?? 0,
    p99: best.times[Math.floor(MESSAGES * 0.99)] ?? 0,
    memory,
    byLength: LENGTHS.map((length) => ({ length, took: timeOf(run.slice(0, length)) })),
    slowest: longTexts(sentences, seeded(1))
      .map(({ name, text }) => ({ name, took: timeOf(text) }))
      .reduce((most, one) => (one.took > most.took ? one : most)),
  }
}

/** Takes `count` messages, spread evenly over all: those of one file are all of one length and manner. */
function readRound(messages: readonly Utterance[], count: number): Round {
  const times: number[] = []
  const began = performance.now()
  let start = began
  for (let i = 0; i < count; i += 1) {
    const { text, now, chat } = messages[Math.floor((i * messages.length) / count)] as Utterance
    understand(text, now, NO_WORDS, chat)
    const end = performance.now()
    times.push(end - start)
    start = end
  }
  const seconds = (start - began) / 1_000
  return { seconds, times: times.sort((a, b) => a - b) }
}

/** The quickest of some tries, in ms. */
function timeOf(text: string): number {
  let best = Infinity
  for (let left = TRIES; left > 0; left -= 1) {
    const start = performance.now()
    understand(text, NOW, NO_WORDS, 'group')
    best = Math.min(best, performance.now() - start)
  }
  return best
}

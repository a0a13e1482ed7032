import { fork } from 'node:child_process'
import path from 'node:path'
import { LONG } from './hostileTexts.ts'
import type { Line } from './table.ts'

/** What a process of its own measured on itself; times in ms. */
export interface Speed {
  /** From the start of the process until the first frame. */
  ready: number
  perSecond: number
  p50: number
  p99: number
  /** Resident memory after all reading, in MB. */
  memory: number
  /** The time of one text of so many UTF-16 units. */
  byLength: { length: number; took: number }[]
  slowest: { name: string; took: number }
}

const RUNNER = path.resolve('server', 'dist', 'app', 'bench', 'language', 'speedRunner.js')

const STARTS = 3

/** Runs the reader alone in processes of its own, so that nothing else counts in time and memory. Of several starts the best counts. */
export async function measureSpeed(): Promise<Speed> {
  const speed = await run<Speed>([])
  for (let left = STARTS; left > 0; left -= 1) {
    const { ready } = await run<Pick<Speed, 'ready'>>(['start'])
    speed.ready = Math.min(speed.ready, ready)
  }
  return speed
}

function run<T>(args: string[]): Promise<T> {
  const child = fork(RUNNER, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('message', (told) => resolve(told as T))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the speed runner ended with ${code}`)))
  })
}

/** Time may grow this much faster than length; beneath a millisecond nothing is told of growth. */
const GROWTH = 1.5
const TOO_SMALL_MS = 1

export function speedLines(speed: Speed): Line[] {
  const { ready, perSecond, p50, p99, memory, byLength, slowest } = speed
  const grown = byLength.map(({ length, took }) => `${length / 1_000} kB ${took.toFixed(2)} ms`).join(', ')
  return [
    line('messages per second', perSecond.toFixed(0), '≥ 5000', perSecond >= 5_000),
    line('one message', `p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`, 'p99 ≤ 2 ms', p99 <= 2),
    line('until the first frame, from nothing', `${ready.toFixed(0)} ms`, '≤ 500 ms', ready <= 500),
    line('resident memory of the whole process', `${memory.toFixed(0)} MB`, '≤ 200 MB', memory <= 200),
    line('growth with length', grown, 'linear', isLinear(byLength)),
    line(
      `slowest text of ${LONG / 1_000} kB`,
      `${slowest.took.toFixed(1)} ms (${slowest.name})`,
      '≤ 50 ms',
      slowest.took <= 50,
    ),
  ]
}

function line(what: string, figure: string, bar: string, held: boolean): Line {
  return { what, figure, bar, held }
}

/** No faster than the length, step by step. */
export function isLinear(byLength: Speed['byLength']): boolean {
  return byLength.every(({ length, took }, i) => {
    const before = byLength[i - 1]
    if (!before || took < TOO_SMALL_MS) return true
    return took / Math.max(before.took, 0.01) <= GROWTH * (length / before.length)
  })
}

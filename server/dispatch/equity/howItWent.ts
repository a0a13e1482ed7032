import type { RequestDoc } from '../../requests/index.ts'
import type { Served } from './weighBuildings.ts'

type Told = Pick<RequestDoc, 'place' | 'status' | 'history'>

const MINUTE_MS = 60_000

/**
 * How it went with one request, as its history tells; `undefined` where nobody was looked for, or its building is not known. One
 * that is still sought has waited until now.
 */
export function howItWent({ place, status, history }: Told, now: Date): Served | undefined {
  const { zone, building } = place
  const opened = history.find(({ to, step }) => to === 'open' && step !== 'reopen')?.at
  if (!zone || !building || !opened) return undefined
  const taken = history.find(({ to, at }) => to === 'accepted' && at >= opened)?.at
  const isOver = status === 'cancelled' || status === 'rejected'
  const ended = isOver ? history.findLast(({ to }) => to === status)?.at : undefined
  const until = taken ?? ended ?? now
  return { zone, building, waitedMinutes: (until.getTime() - opened.getTime()) / MINUTE_MS, undone: isOver }
}

import type { Rung } from '@yimin/shared/dispatch/ladder'
import { replayLadder } from '../../../server/dispatch/replayLadder.ts'
import type { Recorded } from '../../../server/dispatch/replayLadder.ts'

const yes = (afterMinutes: number): Recorded => ({ yes: true, afterMinutes })
const no = (afterMinutes: number): Recorded => ({ yes: false, afterMinutes })
const silent: Recorded = { yes: false }

function ladder(...rungs: [ask: number, minutes: number][]): Rung[] {
  const last = { ask: 1, minutes: 15, who: 'worker_on_duty' as const }
  return [...rungs.map(([ask, minutes]) => ({ ask, minutes, who: 'skilled' as const })), last].map((rung, i) => ({
    ...rung,
    id: `r${i}`,
    channel: 'private' as const,
    inQuietHours: 'wait' as const,
    next: i === rungs.length ? null : `r${i + 1}`,
  }))
}

describe('recorded searches played by a ladder', () => {
  it('ask the same people in the same order, each as quick as he was', () => {
    const search = [silent, silent, yes(2)]
    expect(replayLadder(ladder([2, 5], [2, 10]), [search])).toEqual({
      asksEach: 3,
      taken: 1,
      medianMinutes: 7,
      toWorker: 0,
    })
    expect(replayLadder(ladder([3, 5]), [search])).toEqual({ asksEach: 3, taken: 1, medianMinutes: 2, toWorker: 0 })
  })

  it('stop where somebody took it, and do not ask those after him', () => {
    expect(replayLadder(ladder([1, 5], [5, 10]), [[yes(1), silent, silent]])).toMatchObject({ asksEach: 1, taken: 1 })
  })

  it('go on at once where all said no', () => {
    expect(replayLadder(ladder([2, 30], [1, 10]), [[no(1), no(3), yes(2)]])).toMatchObject({ medianMinutes: 5 })
  })

  it('come to the worker where nobody took it in time; a late yes still counts, and she was called', () => {
    expect(replayLadder(ladder([1, 5]), [[silent]])).toEqual({ asksEach: 1, taken: 0, toWorker: 1 })
    expect(replayLadder(ladder([1, 5]), [[yes(9)]])).toEqual({ asksEach: 1, taken: 1, medianMinutes: 9, toWorker: 1 })
  })

  it('are none where nothing was recorded', () => {
    expect(replayLadder(ladder([1, 5]), [])).toEqual({ asksEach: 0, taken: 0, toWorker: 0 })
  })
})

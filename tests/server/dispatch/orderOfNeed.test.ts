import { orderOfNeed } from '../../../server/dispatch/orderOfNeed.ts'
import type { Waiting } from '../../../server/dispatch/orderOfNeed.ts'
import { STATION_DEFAULTS } from '../../../server/organisations/index.ts'

const { headStart } = STATION_DEFAULTS.dispatch
const NOON = Date.parse('2026-11-22T12:00:00+08:00')

function waiting(requestId: string, minutesAgo: number, more: Partial<Waiting> = {}): Waiting {
  return { requestId, since: new Date(NOON - minutesAgo * 60_000), urgent: false, priority: 0, ...more }
}

const inOrder = (list: Waiting[]) => orderOfNeed(list, headStart).map(({ requestId }) => requestId)

describe('who climbs first where several wait for the same helpers', () => {
  it('the one that has waited longest, of equals', () => {
    expect(inOrder([waiting('young', 1), waiting('old', 9)])).toEqual(['old', 'young'])
  })

  it('an urgent one before a special group before a plain one that came at the same time', () => {
    const list = [waiting('plain', 5), waiting('special', 5, { priority: 1 }), waiting('urgent', 5, { urgent: true })]
    expect(inOrder(list)).toEqual(['urgent', 'special', 'plain'])
  })

  it('one of a building that waited long lately before others of the same minute, never before urgency or a special group', () => {
    const lately = { buildingMinutes: 10 }
    const list = [waiting('plain', 5), waiting('building', 5, lately), waiting('special', 5, { priority: 1 })]
    expect(inOrder(list)).toEqual(['special', 'building', 'plain'])
    expect(inOrder([waiting('longer', 16), waiting('building', 5, lately)])).toEqual(['longer', 'building'])
  })

  it('does not depend on the order in which they are found', () => {
    const list = [waiting('a', 3), waiting('b', 3), waiting('c', 30), waiting('d', 0, { urgent: true, priority: 1 })]
    expect(inOrder([...list].reverse())).toEqual(inOrder(list))
  })

  it('starves nobody: with more urgent newcomers than helpers, a plain one still has its turn within the head start', () => {
    const plain = waiting('plain', 0)
    let queue: Waiting[] = [plain]
    let servedAfter: number | undefined
    // Two urgent ones of special groups come every minute, and one of all is served.
    for (let minute = 1; servedAfter === undefined && minute < 24 * 60; minute += 1) {
      for (const which of ['x', 'y']) queue.push(waiting(`${which}${minute}`, -minute, { urgent: true, priority: 1 }))
      const [next, ...rest] = orderOfNeed(queue, headStart)
      queue = rest
      if (next === plain) servedAfter = minute
    }
    // Those who came before its head start ran out go first, two a minute of them, one is served.
    expect(servedAfter).toBeLessThanOrEqual(2 * (headStart.urgentMinutes + headStart.specialMinutes) + 1)
  })
})

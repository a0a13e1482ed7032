import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listDays, readDay } from '../../../../server/app/bench/dispatch/day.ts'
import { DISPATCHERS } from '../../../../server/app/bench/dispatch/dispatchers.ts'
import { playDay } from '../../../../server/app/bench/dispatch/playDay.ts'
import type { Assignment } from '../../../../server/app/bench/dispatch/playDay.ts'
import { lateShare, mean, quantile, scoreDay } from '../../../../server/app/bench/dispatch/scoreDays.ts'
import { verifyDay } from '../../../../server/app/bench/dispatch/verifyDay.ts'

/** Two restaurants, three orders, two couriers; 100 metres a minute, four minutes at each stop. */
const FILES = {
  instance_parameters: 'metres pickup dropoff target maximum order hour\n100\t4\t4\t40\t90\t10\t15\n',
  restaurants: 'restaurant\tx\ty\nr1\t0\t0\nr2\t5000\t0\n',
  orders:
    'order\tx\ty\tplaced\trestaurant\tready\no1\t300\t0\t10\tr1\t20\no2\t350\t0\t11\tr1\t20\no3\t5000\t300\t12\tr2\t15\n',
  couriers: 'courier\tx\ty\ton\toff\nc1\t100\t0\t0\t100\nc2\t4800\t0\t5\t100\n',
}
let root: string
let dir: string

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'yimin-days-'))
  dir = path.join(root, '0o100t100s1p100')
  mkdirSync(dir)
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(dir, `${name}.txt`), text)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a public day', () => {
  it('is found and read', () => {
    expect(listDays(root)).toEqual([dir])
    expect(() => listDays(dir)).toThrow('holds no full day')
    expect(readDay(dir)).toMatchObject({ metresPerMinute: 100, pickupMinutes: 4, handoverMinutes: 4 })
  })

  it.each(DISPATCHERS.map((dispatcher) => [dispatcher.name, dispatcher] as const))(
    'is brought to the end by %s without breaking a rule',
    (_name, dispatcher) => {
      const day = readDay(dir)
      const { assignments } = playDay(day, dispatcher)
      expect(assignments.flatMap(({ drops }) => drops.map(({ orderId }) => orderId)).sort()).toEqual(['o1', 'o2', 'o3'])
      expect(verifyDay(dir, assignments)).toEqual([])
    },
  )

  it('is scored', () => {
    const day = readDay(dir)
    const assignments: Assignment[] = [
      { decidedAt: 12, courierId: 'c2', pickedUpAt: 16, drops: [{ orderId: 'o3', at: 62 }] },
      { decidedAt: 12, courierId: 'c1', pickedUpAt: 20, drops: [{ orderId: 'o1', at: 27 }] },
    ]
    const score = scoreDay(day, { assignments, metres: 900, decisionMs: [1] }, [])
    expect(score).toMatchObject({ orders: 3, delivered: 2, clickToDoor: [50, 17], readyToDoor: [47, 7] })
    expect(lateShare(score)).toBe(0.5)
    expect(mean(score.clickToDoor)).toBe(33.5)
    expect(quantile(score.clickToDoor, 0.9)).toBe(50)
  })
})

describe('the verifier', () => {
  // c1 walks 1 minute to r1, the goods are ready at 20, he leaves at 22; o1 is 3 minutes away, o2 one more.
  const right: Assignment = {
    decidedAt: 12,
    courierId: 'c1',
    pickedUpAt: 20,
    drops: [
      { orderId: 'o1', at: 27 },
      { orderId: 'o2', at: 32 },
    ],
  }
  const drop = (orderId: string, at: number) => ({ orderId, at })

  it('finds nothing wrong where nothing is', () => {
    expect(verifyDay(dir, [right])).toEqual([])
  })

  it.each<[string, Assignment[], RegExp]>([
    ['an unknown courier', [{ ...right, courierId: 'c9' }], /no such courier/],
    ['an order that was not placed yet', [{ ...right, decidedAt: 10 }], /before the order was placed/],
    ['goods that are not ready', [{ ...right, pickedUpAt: 19 }], /before it was ready/],
    ['a courier who is not there yet', [{ ...right, decidedAt: 18 }], /at the restaurant only at 21/],
    ['a drop too early', [{ ...right, drops: [drop('o1', 26)] }], /at the door only at 27/],
    ['a second drop too early', [{ ...right, drops: [drop('o1', 27), drop('o2', 31)] }], /at the door only at 32/],
    ['an order brought twice', [{ ...right, drops: [drop('o1', 27), drop('o1', 60)] }], /delivered twice/],
    ['orders of two restaurants', [{ ...right, drops: [drop('o1', 27), drop('o3', 200)] }], /one restaurant/],
    ['an unknown order', [{ ...right, drops: [drop('o9', 99)] }], /one restaurant/],
    [
      'a pickup after the duty',
      [{ ...right, decidedAt: 90, pickedUpAt: 101, drops: [drop('o1', 108)] }],
      /after the end of duty/,
    ],
    [
      'a word to a courier under way',
      [right, { decidedAt: 30, courierId: 'c1', pickedUpAt: 95, drops: [drop('o3', 105)] }],
      /before he was free at 34/,
    ],
  ])('finds %s', (_what, assignments, told) => {
    expect(verifyDay(dir, assignments).join('\n')).toMatch(told)
  })
})

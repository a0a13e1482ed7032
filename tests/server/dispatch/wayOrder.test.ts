import { inWalkingOrder, mostUrgentLater } from '../../../server/dispatch/wayOrder.ts'

const NOON = Date.parse('2099-11-22T12:00:00+08:00')

function errand(zone: string | undefined, building: string | undefined, inMinutes: number) {
  const at = new Date(NOON + inMinutes * 60_000)
  const place = { ...(zone ? { zone } : {}), ...(building ? { building } : {}) }
  return { request: { place, assignee: { personId: 'li', acceptedAt: at, promisedAt: at } } }
}

test('one walks zone by zone and building by building, 9 before 12; in a building by the promised time', () => {
  const errands = [
    errand('7', '1', 10),
    errand(undefined, undefined, 0),
    errand('6', '12', 30),
    errand('6', '9', 50),
    errand('6', '9', 20),
  ]
  const stops = inWalkingOrder(errands)
  expect(stops.map(({ place }) => place)).toEqual(['6区9栋', '6区12栋', '7区1栋', ''])
  expect(stops[0]?.tasks).toEqual([errands[4], errands[3]])
})

test('the errand that is promised first is named where the order does not begin with its building', () => {
  const late = errand('6', '9', 50)
  const soon = errand('7', '1', 10)
  expect(mostUrgentLater(inWalkingOrder([late, soon]))).toBe(soon)
  expect(mostUrgentLater(inWalkingOrder([late, errand('7', '1', 60)]))).toBeUndefined()
  expect(mostUrgentLater([])).toBeUndefined()
})

import { planTrips, PLAN_TERMS } from '../../../../server/dispatch/trips/planTrips.ts'
import type { Carrier, Errand, Ground } from '../../../../server/dispatch/trips/trip.ts'

/** A street; places are minutes from its beginning. */
const street: Ground<number> = { minutes: (from, to) => Math.abs(from - to), pickupMinutes: 2, handoverMinutes: 2 }

const anErrand = (id: string, over: Partial<Errand<number>> = {}): Errand<number> => ({
  id,
  shop: 'shop',
  from: 0,
  to: 10,
  askedAt: 0,
  readyAt: 0,
  ...over,
})
const aCarrier = (id: string, over: Partial<Carrier<number>> = {}): Carrier<number> => ({
  id,
  at: 0,
  freeAt: 0,
  until: 600,
  ...over,
})
const plan = (errands: Errand<number>[], carriers: Carrier<number>[], now = 0) =>
  planTrips(now, errands, carriers, street)

describe('who sets out now', () => {
  it('is the one from whom the shop is nearest', () => {
    expect(plan([anErrand('rice')], [aCarrier('far', { at: 30 }), aCarrier('near', { at: 3 })])).toEqual([
      { carrierId: 'near', errandIds: ['rice'] },
    ])
  })

  it('is nobody while somebody much nearer will be free soon', () => {
    const soon = aCarrier('near', { at: 1, freeAt: 5 })
    expect(plan([anErrand('rice')], [aCarrier('far', { at: 40 }), soon])).toEqual([])
    expect(plan([anErrand('rice')], [aCarrier('far', { at: 40 }), { ...soon, freeAt: 120 }])).toEqual([
      { carrierId: 'far', errandIds: ['rice'] },
    ])
  })

  it('is nobody long before the goods are ready', () => {
    const errand = anErrand('soup', { readyAt: 30 })
    expect(plan([errand], [aCarrier('a', { at: 5 })])).toEqual([])
    expect(plan([errand], [aCarrier('a', { at: 5 })], 24)).toEqual([{ carrierId: 'a', errandIds: ['soup'] }])
  })

  it('is nobody whose duty ends before the goods could be in hand', () => {
    expect(plan([anErrand('rice')], [aCarrier('a', { at: 20, until: 15 })])).toEqual([])
  })

  it('is nobody where there is nothing to do, or nobody there', () => {
    expect(plan([], [aCarrier('a')])).toEqual([])
    expect(plan([anErrand('rice')], [])).toEqual([])
  })
})

describe('errands of one shop', () => {
  const sameBuilding = ['rice', 'oil', 'salt'].map((id) => anErrand(id, { to: 20 }))

  it('go in one trip where many wait for each carrier, in the order of their doors', () => {
    const errands = [anErrand('rice', { to: 20 }), anErrand('oil', { to: 10 }), anErrand('salt', { to: 21 })]
    expect(plan(errands, [aCarrier('a')])).toEqual([{ carrierId: 'a', errandIds: ['oil', 'rice', 'salt'] }])
  })

  it('go apart where everybody has time', () => {
    const carriers = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => aCarrier(id))
    const [rice, oil] = [anErrand('rice', { to: 20 }), anErrand('oil', { to: -20 })]
    expect(plan([rice, oil], carriers).map(({ errandIds }) => errandIds)).toEqual([['oil'], ['rice']])
  })

  it('never exceed what one may carry', () => {
    const many = [...sameBuilding, ...sameBuilding.map((errand) => ({ ...errand, id: `more ${errand.id}` }))]
    for (const { errandIds } of plan(many, [aCarrier('a'), aCarrier('b')])) {
      expect(errandIds.length).toBeLessThanOrEqual(PLAN_TERMS.most)
    }
  })

  it('of two shops never share a trip', () => {
    const [trip] = plan([anErrand('rice', { shop: 'one' }), anErrand('oil', { shop: 'two' })], [aCarrier('a')])
    expect(trip?.errandIds).toHaveLength(1)
  })
})

it('plans the same from the same, whatever came before', () => {
  const errands = ['rice', 'oil', 'salt'].map((id, i) => anErrand(id, { to: 5 * i, readyAt: i }))
  const carriers = [aCarrier('a'), aCarrier('b', { at: 7 })]
  expect(plan(errands, carriers)).toEqual(plan(errands, carriers))
})

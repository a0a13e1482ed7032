import fc from 'fast-check'
import type { Ledger } from '../../../server/messaging/ledger.ts'
import {
  clearCredits,
  creditsOf,
  EMPTY_LEDGER,
  giveCreditBack,
  noteConfirmation,
  noteReport,
  takeCredit,
} from '../../../server/messaging/ledger.ts'

/** WeChat itself: what was really allowed, and the words about it that are still on their way to us. */
interface World {
  now: number
  ledger: Ledger
  allowed: number
  accepts: number
  arrived: number
  onTheWay: ((world: World) => void)[]
}

type Act =
  | { kind: 'accept'; report: boolean; event: boolean }
  | { kind: 'reject' }
  | { kind: 'hear'; which: number }
  | { kind: 'send'; fails: boolean }
  | { kind: 'wait'; minutes: number }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      report: fc.boolean(),
      event: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('hear' as const), which: fc.nat() }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('send' as const), fails: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 0, max: 30 }) }) },
)

function play(world: World, one: Act, eventsCome: boolean): void {
  world.now += 1_000
  const at = new Date(world.now)
  if (one.kind === 'accept') {
    world.allowed += 1
    world.accepts += 1
    if (one.report) world.onTheWay.push((later) => (later.ledger = noteReport(later.ledger, new Date(later.now))))
    if (one.event) world.onTheWay.push((later) => (later.ledger = noteConfirmation(later.ledger, at)))
  } else if (one.kind === 'reject') {
    world.allowed = 0
    world.onTheWay.push((later) => (later.ledger = clearCredits(later.ledger, at)))
  } else if (one.kind === 'hear') {
    const [word] = world.onTheWay.splice(one.which % Math.max(1, world.onTheWay.length), 1)
    word?.(world)
  } else if (one.kind === 'wait') world.now += one.minutes * 60_000
  else send(world, one.fails, eventsCome)
}

function send(world: World, fails: boolean, eventsCome: boolean): void {
  const taken = takeCredit(world.ledger, new Date(world.now), eventsCome)
  if (!taken) return
  world.ledger = taken
  if (fails) world.ledger = giveCreditBack(world.ledger)
  else if (world.allowed === 0) world.ledger = clearCredits(world.ledger, new Date(world.now))
  else {
    world.allowed -= 1
    world.arrived += 1
  }
}

const newWorld = (): World => ({
  now: Date.parse('2026-11-22T12:00:00+08:00'),
  ledger: EMPTY_LEDGER,
  allowed: 0,
  accepts: 0,
  arrived: 0,
  onTheWay: [],
})

it.each([true, false])(
  'in any order, with anything lost: never below nothing, never more sent than allowed (events come: %s)',
  (eventsCome) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const world = newWorld()
        for (const one of acts) {
          play(world, one, eventsCome)
          expect(creditsOf(world.ledger, new Date(world.now), eventsCome)).toBeGreaterThanOrEqual(0)
          expect(world.arrived).toBeLessThanOrEqual(world.accepts)
        }
      }),
      { numRuns: 1_500 },
    )
  },
)

it('once every word has come, in whatever order, it counts exactly what is left', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8 }),
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      fc.nat({ max: 4 }),
      (accepts, order, sends) => {
        const world = newWorld()
        for (let i = 0; i < accepts; i += 1) play(world, { kind: 'accept', report: true, event: true }, true)
        for (const which of order) play(world, { kind: 'hear', which }, true)
        for (let i = 0; i < sends; i += 1) play(world, { kind: 'send', fails: false }, true)
        expect(creditsOf(world.ledger, new Date(world.now), true)).toBe(world.allowed)
      },
    ),
    { numRuns: 500 },
  )
})

it('a consent that only the phone tells of is believed for ten minutes where events come, and always where none do', () => {
  const now = new Date('2026-11-22T12:00:00+08:00')
  const ledger = noteReport(EMPTY_LEDGER, now)
  const later = new Date(now.getTime() + 11 * 60_000)
  expect([creditsOf(ledger, now, true), creditsOf(ledger, later, true), creditsOf(ledger, later, false)]).toEqual([
    1, 0, 1,
  ])
})

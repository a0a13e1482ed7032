import fc from 'fast-check'
import type { Category } from '@yimin/shared/language/frame'
import { chooseHelpers } from '../../../../server/dispatch/index.ts'
import type { Candidate, Standing } from '../../../../server/dispatch/index.ts'
import { weigh } from '../../../../server/dispatch/choose/score.ts'
import { suitableFor } from '../../../../server/dispatch/choose/suitable.ts'
import { settingsWith } from '../../../../server/organisations/index.ts'
import { aCandidate, anErrand, names } from './builders.ts'

const EVERYBODY = { who: 'everyone' } as const
const BEHIND = 15

/** Cell, asked, accepted; as many cells as a helper of some months has. */
const tally = fc
  .uniqueArray(fc.nat(47), { maxLength: 12 })
  .chain((cells) =>
    fc.tuple(...cells.map((cell) => fc.tuple(fc.constant(cell), fc.integer({ min: 1, max: 9 }), fc.nat(1)))),
  ) // prettier-ignore
  .map((cells) => cells.flatMap(([cell, asked, share]) => [cell, asked, asked * share]))
const standing: fc.Arbitrary<Standing> = fc.record({
  asksThisWeek: fc.nat(7),
  asked: fc.nat(4),
  work: fc.nat(9),
  done: fc.nat(5),
  tally,
})
const given = fc.record({
  role: fc.constantFrom('volunteer', 'volunteer', 'enterprise', 'station_worker'),
  skills: fc.constantFrom<Category[]>(['parcel'], ['parcel', 'produce', 'escort'], []),
  zone: fc.constantFrom('6', '7'),
  building: fc.constantFrom('9', '10', undefined),
  inHand: fc.nat(1),
  today: fc.nat(3),
  standing,
})
const community: fc.Arbitrary<Candidate[]> = fc
  .array(given, { minLength: 1, maxLength: 60 })
  .map((people) =>
    people.map(({ building, ...one }, i) => aCandidate(`h${i}`, { ...one, ...(building && { building }) } as never)),
  )
const errand = fc.record({
  category: fc.constantFrom<Category>('parcel', 'produce', 'escort'),
  comesFirst: fc.boolean(),
})

describe('choosing only as many as are asked', () => {
  it('gives the first of those whom the whole list gives, by each rule', () => {
    fc.assert(
      fc.property(
        community,
        errand,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('fair', 'nearest', 'random'),
        (people, asked, most, choice) => {
          const settings = settingsWith({ dispatch: { choice: choice as 'fair' } })
          const whole = chooseHelpers({ ...anErrand, ...asked }, people, EVERYBODY, settings)
          const first = chooseHelpers({ ...anErrand, ...asked }, people, EVERYBODY, settings, most)
          expect(first).toEqual(whole.slice(0, most))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('puts everybody in the order that weighing each of them gives', () => {
    const settings = settingsWith({})
    fc.assert(
      fc.property(community, (people) => {
        // Whoever comes first keeps no place for a newcomer: the order is that of the points alone.
        const asked = { ...anErrand, comesFirst: true }
        const { suitable } = suitableFor(asked, people, EVERYBODY, settings)
        const byScore = weigh(asked, suitable, people, settings).sort((a, b) => b.score - a.score || byName(a, b))
        const before = new Map<string, number>()
        const plain = byScore.map((one) => {
          const { role } = one.candidate.person
          const sameKind = before.get(role) ?? 0
          before.set(role, sameKind + 1)
          return { ...one, value: BEHIND * sameKind - one.score }
        })
        const wanted = plain.sort((a, b) => a.value - b.value || byName(a, b)).map(({ candidate }) => candidate)
        expect(names(chooseHelpers(asked, people, EVERYBODY, settings, 5))).toEqual(names(wanted.slice(0, 5)))
      }),
      { numRuns: 200 },
    )
  })
})

const byName = (a: { candidate: Candidate }, b: { candidate: Candidate }) =>
  a.candidate.person.id < b.candidate.person.id ? -1 : 1

import { seeded } from '../../../../server/language/learned/chance.ts'
import {
  BANDS,
  REACHES,
  cellOf,
  chanceOf,
  fitOdds,
  numberOf,
  tallyOf,
} from '../../../../server/dispatch/choose/chance.ts'
import type { Answers, Circumstances, Odds } from '../../../../server/dispatch/choose/chance.ts'

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** A made-up truth: what helpers of a village would answer, by hour, way, kind and temper. It is not the model's own prior. */
function truth({ kind, band, reach }: Circumstances, temper: number, likesGoods: number): number {
  const hour = { morning: 0.6, afternoon: -0.2, evening: 0.3, night: -1.5 }[band]
  const way = { building: 0.9, zone: 0.3, further: -0.8, unknown: -0.1 }[reach]
  return sigmoid(-0.9 + hour + way + temper + (kind === 'goods' ? likesGoods : -likesGoods))
}

const KINDS = ['goods', 'errand'] as const

function aVillage(seed: number, asksOfEach: number) {
  const chance = seeded(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)] as T
  const meet = (): Circumstances => ({ kind: oneOf(KINDS), band: oneOf(BANDS), reach: oneOf(REACHES) })
  return Array.from({ length: 60 }, () => {
    const [temper, likesGoods] = [normal(), 0.5 * normal()]
    const answers: { [cell: string]: { asked: number; accepted: number } } = {}
    for (let i = 0; i < asksOfEach; i += 1) {
      const circumstances = meet()
      const count = (answers[cellOf(circumstances)] ??= { asked: 0, accepted: 0 })
      count.asked += 1
      if (chance() < truth(circumstances, temper, likesGoods)) count.accepted += 1
    }
    const next = Array.from({ length: 40 }, () => {
      const circumstances = meet()
      return { cell: numberOf(circumstances), yes: chance() < truth(circumstances, temper, likesGoods) }
    })
    return { tally: tallyOf(answers as Answers), next }
  })
}

type Village = ReturnType<typeof aVillage>

/** What the model says of answers that it has not seen, beside what was answered. */
function foretell(village: Village, odds: Odds, known = true) {
  return village.flatMap(({ tally, next }) =>
    next.map(({ cell, yes }) => ({ p: chanceOf(odds, known ? tally : [], cell), yes: yes ? 1 : 0 })),
  )
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const logLoss = (told: { p: number; yes: number }[]) => mean(told.map(({ p, yes }) => -Math.log(yes ? p : 1 - p)))

describe('the chance that somebody accepts', () => {
  const evening: Circumstances = { kind: 'goods', band: 'evening', reach: 'zone' }
  const village = aVillage(7, 40)
  const odds = fitOdds(
    'volunteer',
    village.map(({ tally }) => tally),
  )

  it('is calibrated: of those told 30 %, about 30 % accept', () => {
    const told = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
      const one = aVillage(seed, 30)
      return foretell(
        one,
        fitOdds(
          'volunteer',
          one.map(({ tally }) => tally),
        ),
      )
    })
    for (const [from, to] of [
      [0, 0.2],
      [0.2, 0.4],
      [0.4, 0.6],
      [0.6, 0.8],
      [0.8, 1],
    ] as const) {
      const these = told.filter(({ p }) => p >= from && p < to)
      expect(these.length).toBeGreaterThan(300)
      expect(Math.abs(mean(these.map(({ p }) => p)) - mean(these.map(({ yes }) => yes)))).toBeLessThan(0.04)
    }
  })

  it('knows more than the average, and more of the helper than of the circumstances alone', () => {
    const all = foretell(village, odds)
    const rate = mean(all.map(({ yes }) => yes))
    const average = logLoss(all.map(({ yes }) => ({ p: rate, yes })))
    const common = logLoss(foretell(village, odds, false))
    expect(common).toBeLessThan(average - 0.02)
    expect(logLoss(all)).toBeLessThan(common - 0.05)
  })

  it('begins with a sane belief of newcomers, and comes near a station of its own kind soon', () => {
    const belief = fitOdds('volunteer', [])
    const cell = numberOf({ kind: 'errand', band: 'morning', reach: 'zone' })
    expect(chanceOf(belief, [], cell)).toBeCloseTo(0.4, 1)
    expect(chanceOf(fitOdds('enterprise', []), [], cell)).toBeGreaterThan(0.7)
    const few = aVillage(11, 5)
    const learned = fitOdds(
      'volunteer',
      few.map(({ tally }) => tally),
    )
    expect(logLoss(foretell(few, learned))).toBeLessThan(logLoss(foretell(few, belief, false)))
  })

  it('is not carried away by one answer', () => {
    const cell = numberOf(evening)
    const before = chanceOf(odds, [], cell)
    const no = chanceOf(odds, tallyOf({ [cellOf(evening)]: { asked: 1 } }), cell)
    const never = chanceOf(odds, tallyOf({ [cellOf(evening)]: { asked: 12 } }), cell)
    expect(no).toBeLessThan(before)
    expect(before - no).toBeLessThan(0.2)
    expect(never).toBeLessThan(0.15)
    expect(never).toBeGreaterThan(0)
  })

  it('does not depend on the order in which answers came', () => {
    const [a, b] = [cellOf(evening), cellOf({ kind: 'errand', band: 'morning', reach: 'further' })]
    const here = numberOf(evening)
    const one = tallyOf({ [a]: { asked: 3, accepted: 2 }, [b]: { asked: 4, accepted: 1 } })
    const other = tallyOf({ [b]: { asked: 4, accepted: 1 }, [a]: { asked: 3, accepted: 2 } })
    expect(chanceOf(odds, other, here)).toBeCloseTo(chanceOf(odds, one, here), 9)
  })
})

import { cellOf, tallyOf } from '../../../../server/dispatch/choose/chance.ts'
import { enoughOf } from '../../../../server/dispatch/choose/enoughOf.ts'
import { STATION_DEFAULTS } from '../../../../server/organisations/index.ts'
import { aCandidate, chosen, names } from './builders.ts'
import type { Given } from './builders.ts'

const { moreAsksWhereFew } = STATION_DEFAULTS.dispatch
const asksPerWeek = STATION_DEFAULTS.dispatch.asksPerWeek ?? 0
/** Enough of them live near, so that nobody is asked more than usual. */
const crowd = ['x', 'y', 'z'].map((id) => aCandidate(id))

describe('the budget of asks', () => {
  const tired = aCandidate('tired', { standing: { asksThisWeek: asksPerWeek } })

  it('is hard: whoever was asked so often in seven days is not asked', () => {
    expect(names(chosen([tired, ...crowd]))).not.toContain('tired')
    const rested = aCandidate('rested', { standing: { asksThisWeek: asksPerWeek - 1 } })
    expect(names(chosen([rested, ...crowd]))).toContain('rested')
  })

  it('is a little larger where few live near, and hard there, too', () => {
    expect(names(chosen([tired]))).toEqual(['tired'])
    expect(chosen([tired])[0]?.asksAtMost).toBe(asksPerWeek + moreAsksWhereFew)
    expect(names(chosen([aCandidate('gone', { standing: { asksThisWeek: asksPerWeek + moreAsksWhereFew } })]))).toEqual(
      [],
    )
  })

  it('is broken by an emergency alone', () => {
    expect(names(chosen([tired, ...crowd], { emergency: true }))).toContain('tired')
    expect(names(chosen([tired, ...crowd], { comesFirst: true }))).not.toContain('tired')
  })

  it('is for those who give their time: a shop lives from being asked', () => {
    const shop = aCandidate('shop', { role: 'enterprise', skills: ['parcel'], standing: { asksThisWeek: 40 } })
    expect(names(chosen([shop, ...crowd]))).toContain('shop')
  })

  it('counts whatever rule the station follows', () => {
    for (const choice of ['fair', 'nearest', 'random'] as const)
      expect(names(chosen([tired, ...crowd], {}, { choice }))).not.toContain('tired')
  })
})

describe('who is asked first', () => {
  const cell = cellOf({ kind: 'errand', band: 'morning', reach: 'zone' })

  it('who is likely to accept', () => {
    const keen = aCandidate('keen', { standing: { tally: tallyOf({ [cell]: { asked: 10, accepted: 8 } }) } })
    const rarely = aCandidate('a-rare', { standing: { tally: tallyOf({ [cell]: { asked: 10, accepted: 1 } }) } })
    const [first, second] = chosen([rarely, keen])
    expect([first?.person.id, second?.person.id]).toEqual(['keen', 'a-rare'])
    expect(first?.chance ?? 0).toBeGreaterThan(0.6)
    expect(second?.chance ?? 1).toBeLessThan(0.3)
  })

  it('whoever carried less than others, before whoever carried three times as much', () => {
    const much = aCandidate('a-much', { standing: { work: 12 } })
    const little = aCandidate('little', { standing: { work: 2 } })
    expect(names(chosen([much, little, aCandidate('b', { standing: { work: 4 } })])).at(-1)).toBe('a-much')
  })

  it('who knows her, but not a fourth time in a row', () => {
    const knows = (inARow: number) => aCandidate('z-friend', { knows: { times: 3, inARow } })
    expect(names(chosen([knows(1), aCandidate('other')]))[0]).toBe('z-friend')
    expect(names(chosen([knows(3), aCandidate('other')]))[0]).toBe('other')
  })

  it('never whoever is promised elsewhere at that hour', () => {
    expect(names(chosen([aCandidate('busy', { clashes: true })]))).toEqual([])
  })
})

describe('the place of a newcomer', () => {
  const fresh = aCandidate('fresh', { building: '1', standing: { asked: 0, done: 0, work: 0 }, since: '2026-11-20' })
  const olds = ['a', 'b', 'c', 'd'].map((id) => aCandidate(id, { building: '9', skills: ['parcel', 'escort'] }))

  it('is the second, for an easy errand', () => {
    const easy = chosen([...olds, fresh])
    expect(names(easy)[1]).toBe('fresh')
    expect(easy[1]?.reason).toBe('你离得近，这件顺手，正好请你搭把手。')
  })

  it('is not kept for a hard one, nor where somebody comes first', () => {
    expect(names(chosen([...olds, fresh], { category: 'escort' })).at(-1)).toBe('fresh')
    expect(names(chosen([...olds, fresh], { comesFirst: true }))[1]).not.toBe('fresh')
  })

  it('goes to whoever was asked least, then to whoever has been here longest', () => {
    const earlier = aCandidate('earlier', { standing: { asked: 0, done: 0, work: 0 }, since: '2026-11-01' })
    const asked = aCandidate('asked', { standing: { asked: 2, done: 0, work: 0 }, since: '2026-10-01' })
    const seated = chosen([...olds, fresh, asked, earlier]).find(({ reasons }) => reasons.includes('firstTask'))
    expect(seated?.person.id).toBe('earlier')
  })

  it('is nobody’s who asks for too much: also a newcomer has a budget', () => {
    const asked = aCandidate('asked', { standing: { asked: 0, done: 0, asksThisWeek: asksPerWeek } })
    expect(names(chosen([...olds, asked]))).not.toContain('asked')
  })
})

describe('how many are asked', () => {
  it('no more once it is likely enough that one accepts, and never more than the rung asks', () => {
    const of = (...chances: number[]) =>
      enoughOf(
        chances.map((chance) => ({ chance })),
        3,
        STATION_DEFAULTS,
      ).length
    expect([of(0.95, 0.9), of(0.75, 0.7, 0.6), of(0.3, 0.3, 0.3, 0.3), of()]).toEqual([1, 2, 3, 0])
  })
})

describe('the reason', () => {
  it.each<[string, Given, string]>([
    ['who lives in the house', { building: '9' }, '就在你们楼，你今天还没接单。'],
    ['who lives in the zone', { building: '2', today: 1 }, '你离得近。'],
    ['who goes there by habit', { zone: '8', zones: ['6'], today: 1 }, '就在你常跑的片区。'],
    ['who knows how', { zone: '8', skills: ['parcel'], today: 1 }, '这是你拿手的。'],
    ['who has not been asked for long', { today: 0, standing: { work: 0, done: 3 } }, '你离得近，这阵子没怎么找你。'],
  ])('%s', (_, given, reason) => {
    const others = [aCandidate('x', { standing: { work: 8 } }), aCandidate('y', { standing: { work: 8 } })]
    const list = chosen([aCandidate('me', given), ...(given.standing ? others : [])])
    expect(list.find(({ person }) => person.id === 'me')?.reason).toBe(reason)
  })

  it('tells a helper nothing of whoever asks, not even that they know each other', () => {
    const [friend] = chosen([aCandidate('friend', { knows: { times: 2, inARow: 1 } })], { comesFirst: true })
    expect(friend?.reason).toBe('你离得近，你今天还没接单。')
  })
})

import type { Category } from '@yimin/shared/language/frame'
import type { Role } from '@yimin/shared/people/roles'
import { STATION_DEFAULTS } from '../../../server/organisations/index.ts'
import { chooseHelpers } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'

const [first, , , last] = STATION_DEFAULTS.dispatch.ladders.goods
if (!first || !last) throw new Error('the ladder has four rungs')

interface Given {
  role?: Role
  skills?: Category[]
  zones?: string[]
  home?: string
  building?: string
  free?: boolean
  inHand?: number
  today?: number
}

function candidate(id: string, given: Given = {}) {
  const { role = 'volunteer', skills = [], zones = [], home, building, free = true, inHand = 0, today = 0 } = given
  const person = {
    id,
    role,
    name: id,
    helper: { skills, zones, freeHours: [] },
    ...(home ? { area: { zone: home, ...(building ? { building } : {}) } } : {}),
  } as unknown as Person
  return { person, free, inHand, today }
}

function asked(
  category: Category,
  candidates: ReturnType<typeof candidate>[],
  rung = first as NonNullable<typeof first>,
) {
  const errand = { requestId: 'one', category, zone: '6', building: '9', requesterId: 'wang' }
  return chooseHelpers(errand, candidates, rung, STATION_DEFAULTS).map(({ person }) => person.id)
}

describe('who is asked', () => {
  it.each<[string, Category, Given, boolean]>([
    ['a volunteer of the zone with the skill', 'produce', { skills: ['produce'], zones: ['6'] }, true],
    ['a volunteer of all zones', 'produce', { skills: ['produce'] }, true],
    ['a volunteer of another zone', 'produce', { skills: ['produce'], zones: ['3'] }, false],
    ['a volunteer without the skill that it takes', 'repair', { skills: ['produce'], zones: ['6'] }, false],
    ['a volunteer with the skill that it takes', 'repair', { skills: ['repair'], zones: ['6'] }, true],
    ['a volunteer who is busy at that hour', 'produce', { skills: ['produce'], free: false }, false],
    ['a volunteer who is out already', 'produce', { skills: ['produce'], inHand: 1 }, false],
    ['a shop that is out already', 'produce', { role: 'enterprise', skills: ['produce'], inHand: 7 }, true],
    ['a shop that sells something else', 'produce', { role: 'enterprise', skills: ['housekeeping'] }, false],
    ['a volunteer for what touches the family', 'counselling', { skills: ['counselling'] }, false],
    ['a shop for what touches health', 'nursing', { role: 'enterprise', skills: ['nursing'] }, false],
    ['a worker for what touches the family', 'counselling', { role: 'station_worker' }, true],
    ['a worker for a plain errand at first', 'produce', { role: 'station_worker' }, false],
  ])('%s', (_, category, given, isAsked) => {
    expect(asked(category, [candidate('one', given)])).toEqual(isAsked ? ['one'] : [])
  })

  it('a worker for a plain errand on the last rung', () => {
    expect(asked('produce', [candidate('zhao', { role: 'station_worker' })], last)).toEqual(['zhao'])
  })

  it('never whoever asks', () => {
    expect(asked('produce', [candidate('wang', { skills: ['produce'] })])).toEqual([])
  })
})

describe('in which order', () => {
  const shop = candidate('shop', { role: 'enterprise', skills: ['produce', 'parcel'] })
  const skilled = candidate('skilled', { skills: ['produce', 'parcel'], zones: ['6'] })

  it('the shop first for goods, the volunteer first for an errand', () => {
    expect(asked('produce', [skilled, shop])).toEqual(['shop', 'skilled'])
    expect(asked('parcel', [shop, skilled])).toEqual(['skilled', 'shop'])
  })

  it('the neighbour before the one from further away, the rested before the busy', () => {
    const near = candidate('near', { skills: ['parcel'], home: '6', building: '9' })
    const far = candidate('far', { skills: ['parcel'] })
    const busy = candidate('busy', { skills: ['parcel'], home: '6', building: '9', today: 4 })
    expect(asked('parcel', [far, busy, near])[0]).toBe('near')
    expect(asked('parcel', [busy, near])).toEqual(['near', 'busy'])
  })

  it('is the same for the same people, however they are listed', () => {
    const people = ['d', 'b', 'a', 'c'].map((id) => candidate(id, { skills: ['parcel'], zones: ['6'] }))
    expect(asked('parcel', people)).toEqual(asked('parcel', [...people].reverse()))
  })
})

describe('the reason', () => {
  it('is one line that tells nothing of the one who asks', () => {
    const errand = { requestId: 'one', category: 'produce' as const, zone: '6', building: '9', requesterId: 'wang' }
    const people = [
      candidate('li', { skills: ['produce'], home: '6' }),
      candidate('shop', { role: 'enterprise', skills: ['produce'] }),
    ]
    const reasons = chooseHelpers(errand, people, first, STATION_DEFAULTS).map(({ reason }) => reason)
    expect(reasons).toEqual(['店里正好能送。', '你离得近，你今天还没接单。'])
  })
})

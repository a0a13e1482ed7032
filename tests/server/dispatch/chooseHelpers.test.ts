import type { DispatchChoice } from '@yimin/shared/organisations/contract'
import { chooseHelpers } from '../../../server/dispatch/index.ts'
import { STATION_DEFAULTS, settingsWith } from '../../../server/organisations/index.ts'
import type { Person } from '../../../server/people/index.ts'

const [first] = STATION_DEFAULTS.dispatch.ladders.goods
if (!first) throw new Error('the ladder has a first rung')

function volunteer(id: string, zone: string, building: string) {
  const helper = { skills: ['parcel'], zones: [], freeHours: [] }
  const person = { id, role: 'volunteer', name: id, helper, area: { zone, building } } as unknown as Person
  return { person, free: true, inHand: 0, today: 0 }
}

const people = [volunteer('anna', '3', '1'), volunteer('bao', '6', '2'), volunteer('chen', '6', '9')]

function asked(choice: DispatchChoice, requestId = 'one') {
  const errand = { requestId, category: 'parcel' as const, zone: '6', building: '9', requesterId: 'wang' }
  const settings = settingsWith({ dispatch: { choice } })
  return chooseHelpers(errand, people, first as NonNullable<typeof first>, settings).map(({ person }) => person.id)
}

describe('the rule of choice', () => {
  it('asks the nearest first: the building, then the zone', () => {
    expect(asked('nearest')).toEqual(['chen', 'bao', 'anna'])
  })

  it('draws lots: the same for one request, others for another', () => {
    expect(asked('random')).toEqual(asked('random'))
    const orders = new Set(Array.from({ length: 30 }, (_, i) => asked('random', `request ${i}`).join()))
    expect(orders.size).toBe(6)
  })

  it('asks nobody whom the rules would not ask, whatever the order', () => {
    const busy = people.map((candidate) => ({ ...candidate, free: false }))
    const errand = { requestId: 'one', category: 'parcel' as const, zone: '6', requesterId: 'wang' }
    for (const choice of ['fair', 'nearest', 'random'] as const)
      expect(
        chooseHelpers(errand, busy, first as NonNullable<typeof first>, settingsWith({ dispatch: { choice } })),
      ).toEqual([])
  })
})

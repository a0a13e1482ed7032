import { zones } from '@yimin/shared/organisations/contract'
import type { Zone } from '@yimin/shared/organisations/contract'
import { mapOf, stairsTo, wayBetween } from '../../../../server/dispatch/choose/communityMap.ts'

const drawn: Zone[] = [
  {
    name: '6',
    near: ['7'],
    buildings: [
      { name: '1', at: { x: 0, y: 0 }, floors: 6 },
      { name: '2', at: { x: 50, y: 0 }, floors: 6, lift: true },
      { name: '3', at: { x: 300, y: 400 }, floors: 18 },
      { name: '4', near: ['3'] },
    ],
  },
  { name: '7', buildings: [{ name: '1', at: { x: 0, y: 120 } }] },
  { name: '8', buildings: [{ name: '1' }] },
]
const map = mapOf(drawn)
const at = (zone: string, building?: string) => ({ zone, ...(building && { building }) })

describe('the way by the community’s own map', () => {
  it.each([
    ['the same building', at('6', '1'), at('6', '1'), 'building', 0],
    ['a building 50 m away', at('6', '1'), at('6', '2'), 'nextDoor', 50],
    ['a building that is said to be beside it, from either side', at('6', '3'), at('6', '4'), 'nextDoor', 60],
    ['another building of the zone', at('6', '1'), at('6', '3'), 'zone', 500],
    ['a neighbouring zone, measured', at('6', '1'), at('7', '1'), 'nextZone', 120],
    ['a neighbouring zone, said from one side', at('7'), at('6', '4'), 'nextZone', 450],
    ['a zone beyond', at('8', '1'), at('6', '1'), 'far', 900],
    ['a zone without building', at('6'), at('6', '1'), 'zone', 200],
    ['nobody knows where', undefined, at('6', '1'), 'unknown', 600],
  ] as const)('%s', (_, from, to, near, metres) => {
    expect(wayBetween(map, from, to)).toMatchObject({ near, metres })
    if (from) expect(wayBetween(map, to, from)).toMatchObject({ near, metres })
  })

  it('without any drawing still knows building, zone and further', () => {
    const bare = mapOf([])
    const near = (from: ReturnType<typeof at>) => wayBetween(bare, from, at('6', '9')).near
    expect([near(at('6', '9')), near(at('6', '2')), near(at('7', '9'))]).toEqual(['building', 'zone', 'far'])
  })

  it('counts stairs where there is no lift', () => {
    expect([stairsTo(drawn, at('6', '1')), stairsTo(drawn, at('6', '2')), stairsTo(drawn, at('6', '3'))]).toEqual([
      2.5, 0, 0,
    ])
  })
})

describe('a map that is saved', () => {
  it.each([
    ['a zone beside one that is not there', [{ name: '6', near: ['9'], buildings: [] }], [0, 'near', 0]],
    ['a zone beside itself', [{ name: '6', near: ['6'], buildings: [] }], [0, 'near', 0]],
    [
      'a building beside one that is not there',
      [{ name: '6', buildings: [{ name: '1', near: ['2'] }] }],
      [0, 'buildings', 0, 'near', 0],
    ],
  ])('refuses %s and names it', (_, given, path) => {
    const read = zones.safeParse(given)
    expect(read.success).toBe(false)
    expect(read.error?.issues.map((issue) => issue.path)).toEqual([path])
  })

  it('takes neighbours that are there', () => {
    expect(zones.safeParse(drawn).success).toBe(true)
  })
})

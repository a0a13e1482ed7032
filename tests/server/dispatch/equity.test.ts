import { rebuildBuildingWaits, searchesOf } from '../../../server/dispatch/index.ts'
import { ladderRoutes } from '../../../server/dispatch/index.ts'
import { buildingWaitsOf } from '../../../server/dispatch/buildingWaits.model.ts'
import { howItWent } from '../../../server/dispatch/equity/howItWent.ts'
import { HEAD_START_AT_MOST, weighBuildings } from '../../../server/dispatch/equity/weighBuildings.ts'
import type { Served } from '../../../server/dispatch/equity/weighBuildings.ts'
import { headStartsOf } from '../../../server/dispatch/queries/buildingWaits.ts'
import { STATION_DEFAULTS, saveStation } from '../../../server/organisations/index.ts'
import { requestsOf } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import type { LadderAtWork } from '@yimin/shared/dispatch/ladderContract'
import { anOpenRequest, openHelperScene, ZONE_TERMS } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { aVolunteer, callerOf, knock, NO_SECOND_FACTOR } from '../../factories/people.ts'

/** So many requests of a building that waited so long. */
const waited = (building: string, count: number, waitedMinutes: number, undone = false): Served[] =>
  Array.from({ length: count }, () => ({ zone: '6', building, waitedMinutes, undone }))
const namesOf = (served: Served[]) => weighBuildings(served).map(({ building }) => building)

describe('a building is behind', () => {
  const others = waited('1', 100, 10)

  it('where its requests waited clearly longer than the station’s, by so many minutes', () => {
    const [behind] = weighBuildings([...others, ...waited('9', 20, 25)])
    expect(behind).toMatchObject({ zone: '6', building: '9' })
    expect(behind?.headStartMinutes).toBeGreaterThan(5)
  })

  it('where they ended undone clearly more often, though nobody waited long', () => {
    expect(namesOf([...others, ...waited('9', 10, 10), ...waited('9', 10, 10, true)])).toEqual(['9'])
  })

  it('not for a few requests, one bad day, or a little more', () => {
    expect(namesOf([...others, ...waited('9', 4, 180)])).toEqual([])
    expect(namesOf([...others, ...waited('9', 6, 12)])).toEqual([])
    expect(namesOf([...others, ...waited('9', 19, 10), ...waited('9', 1, 10_000)])).toEqual(['9'])
    expect(namesOf([...others, ...waited('9', 59, 10), ...waited('9', 1, 10_000)])).toEqual([])
  })

  it('by no more than a bound, however long they lay', () => {
    expect(weighBuildings([...others, ...waited('9', 50, 9_999)])[0]?.headStartMinutes).toBe(HEAD_START_AT_MOST)
  })

  it('nowhere where all wait alike, or nobody asked for anything', () => {
    expect(namesOf([...waited('1', 50, 60), ...waited('9', 50, 60)])).toEqual([])
    expect(weighBuildings([])).toEqual([])
  })
})

describe('how it went with one request', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 1, minutes))
  const entry = (step: string, to: string, minutes: number) => ({
    seq: 1,
    at: at(minutes),
    step,
    to,
    by: 'x',
    cause: 'x',
  })
  const told = (status: string, ...history: ReturnType<typeof entry>[]) =>
    howItWent({ place: { zone: '6', building: '9' }, status, history } as unknown as RequestDoc, at(59))

  it('counts from the first search until somebody had it, also where it was given back', () => {
    const steps = [entry('write', 'draft', 0), entry('confirm', 'open', 2), entry('accept', 'accepted', 10)]
    expect(told('open', ...steps, entry('release', 'open', 20))).toMatchObject({ waitedMinutes: 8, undone: false })
  })
  it('counts until its end where nobody came, and until now where it is still sought', () => {
    const open = entry('confirm', 'open', 0)
    expect(told('cancelled', open, entry('cancel', 'cancelled', 30))).toMatchObject({ waitedMinutes: 30, undone: true })
    expect(told('open', open)).toMatchObject({ waitedMinutes: 59, undone: false })
  })
  it('tells nothing of what was never looked for', () => {
    expect(told('rejected', entry('write', 'rejected', 0))).toBeUndefined()
  })
})

describe('at a station', () => {
  let scene: HelperScene
  beforeAll(async () => {
    scene = await openHelperScene()
  })
  beforeEach(async () => {
    await scene.nextDay()
    for (let i = 0; i < 4; i += 1) await aVolunteer(scene.house, { stationId: scene.stationId, helper: ZONE_TERMS })
  })
  afterAll(() => scene.close())

  const behind = (building: string) =>
    buildingWaitsOf(scene.house).insertOne({
      _id: scene.stationId,
      buildings: [{ zone: '6', building, headStartMinutes: 10 }],
      at: scene.house.clock.now(),
    })
  const changeDispatch = (dispatch: Record<string, unknown>) =>
    saveStation(scene.house, {
      id: scene.stationId, name: '演练社工站', community: '演练社区', phone: '0472-0000000', settings: { ...NO_SECOND_FACTOR, dispatch },
    }) // prettier-ignore
  const atWork = async ({ code }: RequestDoc) =>
    (await knock(ladderRoutes(scene.house), 'readLadderAtWork', callerOf(scene.worker), { params: { code } })) as LadderAtWork // prettier-ignore

  it('one more is asked on the first rung for such a building; staff read why, helpers do not', async () => {
    await changeDispatch({ enoughChance: 1 })
    await behind('9')
    const open = await anOpenRequest(scene.house, scene.wang)
    const search = await searchesOf(scene.house).findOne({ _id: open._id })
    expect(search?.asked).toHaveLength(4)
    expect((await atWork(open)).rungs[0]).toMatchObject({ note: '这栋楼近来等得久，多问一位。' })
    expect(JSON.stringify(search?.asked)).not.toContain('等得久')
    const rows = await scene.house.outgoing()
    for (const row of rows.filter(({ template }) => template === 'dispatch.offer'))
      expect(
        scene.house.vault.open(row.text, { collection: 'outgoing', id: row._id, field: 'text', class: 'S2' }),
      ).not.toContain('等得久')
  })

  it.each([
    ['another building', {}, '12'],
    ['a station that does not want it', { equity: false }, '9'],
  ])('for %s it is as the ladder says', async (_what, dispatch, building) => {
    await changeDispatch({ enoughChance: 1, ...dispatch })
    await behind(building)
    const open = await anOpenRequest(scene.house, scene.wang)
    expect((await searchesOf(scene.house).findOne({ _id: open._id }))?.asked).toHaveLength(3)
    expect((await atWork(open)).rungs[0]?.note).toBeUndefined()
  })

  it('no head start reaches that of urgency or of a special group, and what is old counts no more', async () => {
    await behind('9')
    const of = async (headStart = STATION_DEFAULTS.dispatch.headStart) =>
      (await headStartsOf(scene.house, scene.stationId, { ...STATION_DEFAULTS.dispatch, headStart }))({ zone: '6', building: '9' }) // prettier-ignore
    expect(await of()).toBe(10)
    expect(await of({ urgentMinutes: 6, specialMinutes: 20 })).toBe(3)
    expect(await of({ urgentMinutes: 0, specialMinutes: 20 })).toBe(0)
    scene.house.later(4 * 24 * 60)
    expect(await of()).toBe(0)
  })

  it('each night looks back thirty days', async () => {
    const one = await anOpenRequest(scene.house, scene.wang)
    const now = scene.house.clock.now()
    const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
    const copies = (building: string, wait: number, days: number) =>
      Array.from({ length: 20 }, (_, i) => ({
        ...one,
        _id: `${building}.${days}.${i}`,
        code: `${building}${days}${i}`,
        createdAt: before(days * 24 * 60),
        place: { zone: '6', building },
        status: 'accepted' as const,
        outbox: [],
        history: [
          { seq: 1, at: before(days * 24 * 60), step: 'confirm' as const, from: 'draft' as const, to: 'open' as const, by: 'x', cause: `${building}.${days}.${i}` },
          { seq: 2, at: before(days * 24 * 60 - wait), step: 'accept' as const, from: 'open' as const, to: 'accepted' as const, by: 'y', cause: 'y' },
        ],
      })) // prettier-ignore
    await requestsOf(scene.house).insertMany([...copies('1', 5, 3), ...copies('2', 60, 3), ...copies('3', 170, 40)])
    expect(await rebuildBuildingWaits(scene.house, scene.stationId)).toBe(1)
    expect(await buildingWaitsOf(scene.house).findOne({ _id: scene.stationId })).toMatchObject({
      buildings: [{ zone: '6', building: '2', headStartMinutes: 10 }],
    })
  })
})

import type { Category } from '@yimin/shared/language/frame'
import { acceptTrip, declineOffer, rebuildStandings, searchesOf, standingsOf } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { saveStation } from '../../../server/organisations/index.ts'
import { cancelRequest, findRequest, listInHandOf, requestsOf } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { anOpenRequest, openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { aPerson, aVolunteer, NO_SECOND_FACTOR } from '../../factories/people.ts'

let scene: HelperScene
let sun: Person
beforeAll(async () => {
  scene = await openHelperScene()
})
beforeEach(async () => {
  await scene.nextDay()
  sun = await aPerson(scene.house, { stationId: scene.stationId, name: '孙建国' })
  const helper = { skills: ['produce' as const, 'parcel' as const], zones: ['6'], freeHours: [] }
  scene.li = await aVolunteer(scene.house, { stationId: scene.stationId, id: scene.li.id, helper })
  scene.he = await aVolunteer(scene.house, { stationId: scene.stationId, id: scene.he.id, name: '小何', helper })
})
afterAll(() => scene.close())

const ofKind = (category: Category) => ({ category, items: [] })
const parcel = (requester: Person, more = {}) => anOpenRequest(scene.house, requester, { ...ofKind('parcel'), ...more })
const tripIdOf = async ({ _id }: RequestDoc) => (await searchesOf(scene.house).findOne({ _id }))?.tripId

/** Words of offer to this helper, in their order. */
async function offersTo({ id }: Person): Promise<string[]> {
  const rows = await scene.house.outgoing()
  return rows
    .filter((row) => row.template === 'dispatch.offer' && row.to[0]?.personId === id)
    .map((row) => scene.house.vault.open(row.text, { collection: 'outgoing', id: row._id, field: 'text', class: 'S2' }))
}

/** Two errands of one building, offered to both volunteers as one trip. */
async function twoInOneTrip(): Promise<[RequestDoc, RequestDoc]> {
  const first = await parcel(scene.wang)
  scene.house.later(1)
  return [first, await parcel(sun)]
}

async function changeDispatch(dispatch: Record<string, unknown>): Promise<void> {
  const station = { id: scene.stationId, name: '演练社工站', community: '演练社区', phone: '0472-0000000' }
  await saveStation(scene.house, { ...station, settings: { ...NO_SECOND_FACTOR, dispatch } })
}

describe('errands of one building that are asked for within minutes', () => {
  it('are offered to the same helpers as one trip, and cost them one ask', async () => {
    const [first, second] = await twoInOneTrip()
    expect(await tripIdOf(second)).toBe(first._id)
    const [alone, together] = await offersTo(scene.li)
    expect(alone).toContain(`接${first.code}`)
    expect(together).toContain('2家同一栋楼，顺路一趟办')
    expect(together).toContain(`一起接就回“接${second.code}”，只接一单回它的号，像“接${first.code}”`)
    expect((await standingsOf(scene.house).findOne({ _id: scene.li.id }))?.askedAt).toHaveLength(1)
    // The night's rebuilding counts as the day did.
    expect(await rebuildStandings(scene.house, scene.stationId)).toBe(0)
  })

  it('say nothing of door, name or phone before somebody has them', async () => {
    await twoInOneTrip()
    const [, together] = await offersTo(scene.li)
    expect(together).not.toMatch(/王|孙|2单元|4楼|138/u)
  })

  it('go each alone where the window is closed, or shut', async () => {
    await changeDispatch({ tripWindowMinutes: 0 })
    expect(await tripIdOf((await twoInOneTrip())[1])).toBeUndefined()
    await changeDispatch({ tripWindowMinutes: 10 })
    scene.house.later(11)
    expect(await tripIdOf(await parcel(scene.wang))).toBeUndefined()
  })

  it.each([
    ['an urgent one', { urgent: true }],
    ['one of a special group', { groups: ['pregnant' as const] }],
    ['what touches health', ofKind('nursing')],
    ['another building’s', {}],
  ])('%s is no part of it', async (what, frame) => {
    await parcel(scene.wang)
    if (what === 'another building’s')
      await requestsOf(scene.house).updateMany({}, { $set: { 'place.building': '12' } })
    expect(await tripIdOf(await parcel(sun, frame))).toBeUndefined()
  })

  it('stay apart where a wished time would break', async () => {
    await parcel(scene.wang, { when: { from: scene.local(0, '16:00'), to: scene.local(0, '17:00') } })
    expect(await tripIdOf(await parcel(sun))).toBeUndefined()
  })

  it('are three at most', async () => {
    const trips = []
    for (let i = 0; i < 4; i += 1) trips.push(await tripIdOf(await parcel(i % 2 === 0 ? scene.wang : sun)))
    expect(trips[0]).toBeUndefined()
    expect(trips[2]).toBe(trips[1])
    expect(trips[3]).toBeUndefined()
  })
})

describe('a yes to a trip', () => {
  it('takes all of it; a volunteer has his hands full with the trip, not with its first errand', async () => {
    const [first, second] = await twoInOneTrip()
    const { taken, gone } = await acceptTrip(scene.house, second, scene.li, 'yes')
    expect(taken.map(({ code }) => code)).toEqual([first.code, second.code])
    expect(gone).toEqual([])
    for (const { _id } of taken)
      expect(await findRequest(scene.house, _id)).toMatchObject({ status: 'accepted', ownerId: scene.li.id })
    const other = await parcel(sun, { urgent: true })
    await expect(acceptTrip(scene.house, other, scene.li, 'more')).rejects.toMatchObject({ code: 'too_many' })
    // Asked again under the same cause it says the same.
    expect((await acceptTrip(scene.house, second, scene.li, 'yes')).taken).toHaveLength(2)
  })

  it('leaves out what is gone, and says so', async () => {
    const [first, second] = await twoInOneTrip()
    await acceptTrip(scene.house, first, scene.he, 'quicker')
    const { taken, gone } = await acceptTrip(scene.house, second, scene.li, 'yes')
    expect(taken.map(({ _id }) => _id)).toEqual([second._id])
    expect(gone.map(({ _id }) => _id)).toEqual([first._id])
  })

  it('is refused as a whole where nothing is left', async () => {
    const [first, second] = await twoInOneTrip()
    await acceptTrip(scene.house, second, scene.he, 'quicker')
    await expect(acceptTrip(scene.house, second, scene.li, 'yes')).rejects.toMatchObject({ code: 'already_taken' })
    expect(await listInHandOf(scene.house, scene.li.id)).toEqual([])
    expect((await findRequest(scene.house, first._id))?.assignee?.personId).toBe(scene.he.id)
  })

  it('may mean one of it; the other still fits in afterwards', async () => {
    const [first, second] = await twoInOneTrip()
    const { taken } = await acceptTrip(scene.house, second, scene.li, 'one', true)
    expect(taken.map(({ _id }) => _id)).toEqual([second._id])
    expect((await findRequest(scene.house, first._id))?.status).toBe('open')
    expect((await acceptTrip(scene.house, first, scene.li, 'the other')).taken).toHaveLength(1)
  })

  it('a no is a no to all of it', async () => {
    const [first, second] = await twoInOneTrip()
    await declineOffer(scene.house, second._id, scene.li.id)
    for (const { _id } of [first, second]) {
      const search = await searchesOf(scene.house).findOne({ _id })
      expect(search?.asked.find(({ personId }) => personId === scene.li.id)?.state).toBe('declined')
    }
  })

  it('each keeps its own state afterwards', async () => {
    const [first, second] = await twoInOneTrip()
    await acceptTrip(scene.house, second, scene.li, 'yes')
    await cancelRequest(scene.house, first._id, { id: scene.wang.id, part: 'requester' }, 'no')
    expect((await listInHandOf(scene.house, scene.li.id)).map(({ _id }) => _id)).toEqual([second._id])
  })
})

describe('twenty helpers say yes to trips that overlap, at the same moment', () => {
  it('each request has one of them, and each of them is told what he has', async () => {
    const helpers = [scene.li, scene.he]
    const helper = { skills: ['parcel' as const], zones: ['6'], freeHours: [] }
    while (helpers.length < 20) helpers.push(await aVolunteer(scene.house, { stationId: scene.stationId, helper }))
    const requests = [await parcel(scene.wang), await parcel(sun), await parcel(scene.wang)]
    // Everybody was asked for all three; half of them hold the pair, half the whole.
    for (const [i, { _id }] of requests.entries()) {
      const asked = helpers.map(({ id }, k) => ({
        personId: id, at: scene.house.clock.now(), rung: 'r1', round: 1, reason: '', state: 'asked' as const,
        with: requests.slice(0, Math.min(i, 1 + (k % 2))).map((one) => one._id),
      })) // prettier-ignore
      await searchesOf(scene.house).updateOne({ _id }, { $set: { asked } })
    }
    const told = await Promise.allSettled(
      helpers.map((one, k) => acceptTrip(scene.house, requests[1 + (k % 2)] as RequestDoc, one, `yes.${one.id}`)),
    )
    const won = told.flatMap((one, k) =>
      one.status === 'fulfilled' ? one.value.taken.map(({ _id }) => [_id, helpers[k]?.id] as const) : [],
    )
    expect(new Set(won.map(([id]) => id)).size).toBe(won.length)
    expect(won).toHaveLength(3)
    for (const [id, winner] of won) expect((await findRequest(scene.house, id))?.assignee?.personId).toBe(winner)
    const refused = told.filter(({ status }) => status === 'rejected')
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'already_taken' } })
  })
})

describe('over HTTP', () => {
  it('a trip is one card with areas before, and one way with doors after', async () => {
    const [first, second] = await twoInOneTrip()
    const { body } = await scene.side.call(scene.li, 'GET', '/api/me/offers')
    const items = body['items'] as { code: string; trip?: { word: string; stops: { code: string }[] } }[]
    expect(items).toHaveLength(1)
    expect(items[0]?.trip?.word).toBe('2家同一栋楼，顺路一趟办')
    expect(items[0]?.trip?.stops.map(({ code }) => code)).toEqual([first.code, second.code])
    expect(JSON.stringify(body)).not.toMatch(/2单元|王阿姨/u)
    const taken = await scene.side.call(scene.li, 'POST', `/api/me/offers/${second.code}/acceptance`, {})
    expect(taken).toMatchObject({ status: 200, body: { codes: [first.code, second.code] } })
    const way = await scene.side.call(scene.li, 'GET', '/api/me/tasks')
    expect(way.body).toMatchObject({ trips: [[first.code, second.code]] })
    expect((way.body['stops'] as { tasks: { door?: string }[] }[])[0]?.tasks.map(({ door }) => door)).toEqual(
      Array(2).fill('2单元4楼'),
    )
  })

  it('one of it alone, a part that is gone, and a wrong wish are each said plainly', async () => {
    const [first, second] = await twoInOneTrip()
    const at = (code: string) => `/api/me/offers/${code}/acceptance`
    const wrong = await scene.side.call(scene.li, 'POST', at(second.code), { only: false })
    expect(wrong).toMatchObject({ status: 400, body: { fields: [{ path: 'only' }] } })
    const only = await scene.side.call(scene.he, 'POST', at(first.code), { only: true })
    expect(only).toMatchObject({ status: 200, body: { codes: [first.code] } })
    const rest = await scene.side.call(scene.li, 'POST', at(second.code), {})
    expect(rest.body).toMatchObject({ codes: [second.code] })
    expect(rest.body['reply']).toContain(`${first.code}刚有人接了`)
    expect((await scene.side.call(undefined, 'POST', at(second.code), {})).status).toBe(401)
    expect((await scene.side.call(scene.wang, 'POST', at(second.code), {})).status).toBe(403)
  })
})

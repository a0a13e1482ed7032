import { rebuildStandings, searchesOf, standingsOf } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { acceptRequest, approveRequest, findRequest, finishRequest, openRequest, seatsIn } from '../../../server/requests/index.ts' // prettier-ignore
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aVolunteer } from '../../factories/people.ts'
import { openDeskScene } from './deskScene.ts'
import type { DeskScene } from './deskScene.ts'

let scene: DeskScene
let li: Person
let he: Person
let sofa: RequestDoc
beforeAll(async () => {
  scene = await openDeskScene()
})
afterAll(() => scene.close())

let count = 0
beforeEach(async () => {
  count += 1
  const { house, stationId, wang, worker } = scene
  li = await aVolunteer(house, { stationId })
  he = await aVolunteer(house, { stationId, name: '小何' })
  const { _id } = await openRequest(house, {
    stationId,
    requesterId: wang.id,
    origin: { channel: 'app' },
    text: '帮我抬沙发',
    frame: { intent: 'request', category: 'errand', items: [{ name: `沙发${count}` }], confidence: 0.9 },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    helpersNeeded: 2,
    cause: `sofa${count}`,
  })
  sofa = await approveRequest(house, _id, worker.id, `let.${_id}`)
  await house.work()
})

const now = async () => (await findRequest(scene.house, sofa._id)) as RequestDoc
const seated = async () => seatsIn(await now()).map(({ personId }) => personId)
const takes = async (helper: Person) => {
  await acceptRequest(scene.house, await now(), helper.id, `takes.${helper.id}`, { alone: true })
  await scene.house.work()
}
const free = async (helper: Person, more = {}) => {
  const answer = await scene.atDesk('POST', `/api/requests/${sofa.code}/seats/release`, { version: (await now()).v, helperId: helper.id, ...more }) // prettier-ignore
  await scene.house.work()
  return answer
}
const wordsTo = async ({ id }: Person) => {
  const rows = (await scene.house.outgoing()).filter((row) => row.to[0]?.personId === id && row.about === sofa._id)
  return rows.map(({ template }) => template)
}

describe('one seat of several is freed at the desk', () => {
  it('whichever he has: the others keep theirs, what was promised stays, and somebody else is sought', async () => {
    await takes(li)
    await takes(he)
    const promised = (await now()).assignee?.promisedAt
    expect(await free(he, { note: '联系不上' })).toMatchObject({ status: 200, body: { status: 'open' } })
    expect(await seated()).toEqual([li.id])
    expect(await now()).toMatchObject({ status: 'open', ownerId: scene.worker.id, promiseKept: promised, handsFull: [li.id] }) // prettier-ignore
    expect((await now()).history.at(-1)).toMatchObject({ step: 'release', by: scene.worker.id, note: '联系不上' })
    expect((await searchesOf(scene.house).findOne({ _id: sofa._id }))?.state).toBe('running')
    expect(await wordsTo(he)).toContain('dispatch.takenOver')
    expect(await wordsTo(li)).toContain('dispatch.seatFreed')
    expect(await wordsTo(scene.wang)).toContain('request.takenBack')
  })

  it('while another one is still sought, too', async () => {
    await takes(li)
    expect(await free(li)).toMatchObject({ status: 200, body: { status: 'open' } })
    expect(await seated()).toEqual([])
    expect((await now()).history.at(-1)).toMatchObject({ step: 'leave', by: scene.worker.id })
    expect(await wordsTo(li)).toContain('dispatch.takenOver')
  })

  it('whoever stays has the deed in his record, whoever was freed has not', async () => {
    await takes(li)
    await takes(he)
    await free(he)
    const zhou = await aVolunteer(scene.house, { stationId: scene.stationId, name: '小周' })
    await takes(zhou)
    await finishRequest(scene.house, sofa._id, { id: scene.worker.id, part: 'worker' }, `done.${sofa._id}`)
    await scene.house.work()
    const done = async ({ id }: Person) => (await standingsOf(scene.house).findOne({ _id: id }))?.done ?? 0
    expect([await done(li), await done(he), await done(zhou)]).toEqual([1, 0, 1])
    expect(await rebuildStandings(scene.house, scene.stationId)).toBe(0)
  })

  it('the desk lists who may be changed, and only where several go', async () => {
    await takes(li)
    const card = await scene.atDesk('GET', `/api/requests/${sofa.code}/card`)
    expect(card.body.seats).toEqual([{ id: li.id, name: expect.any(String) }])
    const alone = await scene.openOf(scene.wang)
    expect((await scene.atDesk('GET', `/api/requests/${alone.code}/card`)).body.seats).toBeUndefined()
  })
})

describe('is refused', () => {
  it('for one who has no seat, and where one goes alone: the field is named', async () => {
    await takes(li)
    expect(await free(he)).toMatchObject({ status: 400, body: { fields: [{ path: 'helperId' }] } })
    const alone = await scene.openOf(scene.wang)
    await acceptRequest(scene.house, alone, he.id, `alone.${alone._id}`)
    const version = await scene.versionOf(alone.code)
    const answer = await scene.atDesk('POST', `/api/requests/${alone.code}/seats/release`, { version, helperId: he.id })
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'helperId' }] } })
  })

  it('on an older version, to another station, to a helper, and to nobody', async () => {
    await takes(li)
    const path = `/api/requests/${sofa.code}/seats/release`
    const body = { version: sofa.v, helperId: li.id }
    expect((await scene.atDesk('POST', path, body)).status).toBe(409)
    expect((await scene.web.call('POST', path, { as: scene.foreign, body })).status).toBe(404)
    expect((await scene.web.call('POST', path, { as: li, body })).status).toBe(403)
    expect((await scene.web.call('POST', path, { body })).status).toBe(401)
    expect(await seated()).toEqual([li.id])
  })
})

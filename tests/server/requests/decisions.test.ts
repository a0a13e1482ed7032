import { findRequestByCode } from '../../../server/requests/index.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'
import { openDeskScene } from './deskScene.ts'
import type { DeskScene } from './deskScene.ts'

let scene: DeskScene
let house: DeskScene['house']
let worker: DeskScene['worker']
let stationId: DeskScene['stationId']
let wang: DeskScene['wang']
let atDesk: DeskScene['atDesk']
let draftOf: DeskScene['draftOf']
let openOf: DeskScene['openOf']
let versionOf: DeskScene['versionOf']

beforeAll(async () => {
  scene = await openDeskScene()
  ;({ house, worker, stationId, wang, atDesk, draftOf, openOf, versionOf } = scene)
})
afterAll(() => scene.close())

describe('a decision', () => {
  it('on what has changed meanwhile is refused, and changes nothing', async () => {
    const request = await draftOf(wang)
    const path = (act: string) => `/api/requests/${request.code}/${act}`
    expect((await atDesk('POST', path('ownership'), { version: request.v })).status).toBe(200)
    const stale = await atDesk('POST', path('approval'), { version: request.v })
    expect(stale).toMatchObject({
      status: 409,
      body: { error: 'conflict', message: expect.stringContaining('再看一眼') },
    })
    expect((await findRequestByCode(house, stationId, request.code))?.status).toBe('draft')
    expect((await atDesk('POST', path('approval'), {})).body).toMatchObject({
      fields: [{ path: 'version' }],
    })
  })

  it('sent again with the same key counts once', async () => {
    const request = await draftOf(wang)
    const approve = () => atDesk('POST', `/api/requests/${request.code}/approval`, { version: request.v }, 'same-key')
    const [first, second] = [await approve(), await approve()]
    expect([second.status, second.body]).toEqual([first.status, first.body])
    expect((await findRequestByCode(house, stationId, request.code))?.history).toHaveLength(2)
  })

  it('goes the whole way: approve, own, assign, take back, amend, finish, reopen, note, cancel', async () => {
    const person = await aPerson(house, { stationId, name: '陶阿姨' })
    const helper = await aVolunteer(house, { stationId })
    const request = await draftOf(person)
    const act = async (name: string, body: object = {}) =>
      atDesk('POST', `/api/requests/${request.code}/${name}`, {
        version: await versionOf(request.code),
        ...body,
      })
    expect((await act('approval')).body).toMatchObject({ status: 'open', abilities: { assign: true, approve: false } })
    expect((await act('assignment', { helperId: helper.id })).body).toMatchObject({
      status: 'accepted',
      assignee: { id: helper.id },
    })
    expect((await act('ownership')).body).toMatchObject({ status: 'accepted', owner: { id: worker.id } })
    expect((await act('release')).body).toMatchObject({ status: 'open' })
    const change = { items: [{ name: '土豆', quantity: 3, unit: '斤' }], budgetFen: 2_000, category: 'daily_goods' }
    expect((await act('amendment', change)).body).toMatchObject({
      summary: '3斤土豆，共20元内',
      category: 'daily_goods',
    })
    await act('assignment', { helperId: helper.id })
    expect((await act('finish')).body).toMatchObject({ status: 'done', abilities: { reopen: true, cancel: false } })
    await house.work()
    expect((await act('cancellation', { reason: '不要了' })).status).toBe(409)
    expect((await act('reopening', { reason: '少送一样' })).body).toMatchObject({ status: 'open' })
    expect((await act('notes', { note: '下午再问一声' })).status).toBe(200)
    expect((await act('cancellation', { reason: '家里送来了' })).body).toMatchObject({ status: 'cancelled' })
    const card = await atDesk('GET', `/api/requests/${request.code}/card`)
    expect(
      (card.body.history as { step: string; note?: string }[]).map(({ step, note }) => `${step} ${note ?? ''}`.trim()),
    ).toEqual([
      'write',
      'approve',
      'assign',
      'own',
      'release',
      'amend',
      'assign',
      'finish',
      'reopen 少送一样',
      'note 下午再问一声',
      'cancel 家里送来了',
    ])
    await house.work()
    const told = (await house.outgoing()).filter((words) => words.to.some(({ personId }) => personId === person.id))
    expect(told.map(({ template }) => template)).toEqual(
      expect.arrayContaining(
        ['approved', 'takenBack', 'amendedByWorker', 'finishedByWorker', 'reopenedByWorker', 'cancelledByWorker'].map(
          (name) => `request.${name}`,
        ),
      ),
    )
    const toHelper = (await house.outgoing()).filter((words) => words.to.some(({ personId }) => personId === helper.id))
    expect(toHelper.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['dispatch.takenOver', 'request.doneToHelper']),
    )
  })

  it('writes down no goods that are not brought', async () => {
    const request = await draftOf(wang)
    const body = { version: request.v, items: [{ name: '白酒' }] }
    const refused = await atDesk('POST', `/api/requests/${request.code}/amendment`, body)
    expect(refused).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'items', message: expect.stringContaining('酒') }] },
    })
    expect((await findRequestByCode(house, stationId, request.code))?.v).toBe(request.v)
  })

  it('leaves nothing personal in the history', async () => {
    const request = await draftOf(wang)
    for (const note of ['她电话13812345678', '住6区9栋2单元401']) {
      const refused = await atDesk('POST', `/api/requests/${request.code}/notes`, {
        version: request.v,
        note,
      })
      expect(refused).toMatchObject({ status: 400, body: { fields: [{ path: 'note' }] } })
    }
  })

  it('takes no helper of another station, nobody who is none, and not the asker', async () => {
    const asker = await aVolunteer(house, { stationId })
    const request = await openOf(asker)
    for (const helperId of [wang.id, asker.id, (await aVolunteer(house)).id, 'nobody']) {
      const body = { helperId, version: request.v }
      expect(await atDesk('POST', `/api/requests/${request.code}/assignment`, body)).toMatchObject({
        status: 400,
        body: { fields: [{ path: 'helperId' }] },
      })
    }
  })
})

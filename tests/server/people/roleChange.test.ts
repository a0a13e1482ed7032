import { sweep } from '../../../server/app/sweep.ts'
import { findPerson } from '../../../server/people/index.ts'
import { eventJob } from '../../../server/platform/events/events.ts'
import { findRequest } from '../../../server/requests/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'

let scene: HelperScene
let app: TestApp
beforeAll(async () => {
  scene = await openHelperScene()
  app = await openTestApp(scene.house)
})
afterAll(async () => {
  await app.close()
  await scene.close()
})
beforeEach(() => scene.nextDay())

const give = (role: string) =>
  scene.side && app.call(scene.worker.id, 'PUT', `/api/people/${scene.li.id}/role`, { role, reason: '自己不想做了' })
const wordsTo = async (personId: string) =>
  (await scene.house.outgoing())
    .filter(({ to }) => to.some((one) => one.personId === personId))
    .map(({ template }) => template)

it('whoever is no helper any more has nothing in hand: it is sought anew, with owner and clock, and both hear of it', async () => {
  const { house, li, he, wang, worker } = scene
  const request = await scene.inHandOf(li)
  expect((await give('resident')).status).toBe(200)
  await house.work()
  const now = await findRequest(house, request._id)
  expect(now).toMatchObject({ status: 'open', ownerId: worker.id, dueKind: 'acceptance' })
  expect(now?.assignee).toBeUndefined()
  expect(now?.dueAt?.getTime()).toBeGreaterThan(house.clock.now().getTime())
  expect(now?.history.at(-1)).toMatchObject({ step: 'release', by: worker.id })
  expect(await wordsTo(wang.id)).toContain('request.takenBack')
  expect(await wordsTo(li.id)).toContain('dispatch.takenOver')
  const offers = await scene.side.call(he, 'GET', '/api/me/offers')
  expect(offers.body.items).toMatchObject([{ code: request.code }])
})

it('a volunteer who now works for a shop keeps what he has', async () => {
  const request = await scene.inHandOf(scene.li)
  expect((await give('enterprise')).status).toBe(200)
  await scene.house.work()
  expect((await findRequest(scene.house, request._id))?.status).toBe('accepted')
})

it('with Redis wiped the sweeper brings the news', async () => {
  const { house, li } = scene
  const request = await scene.inHandOf(li)
  await give('resident')
  house.waiting.splice(0, house.waiting.length, ...house.waiting.filter(({ name }) => name !== eventJob.name))
  house.later(1)
  await sweep(house, false)
  await house.work()
  expect((await findRequest(house, request._id))?.status).toBe('open')
  // Heard by all: nothing is left of it, and no view knows of it.
  expect(await house.db.collection('people').findOne({ _id: li.id as never })).toMatchObject({ outbox: [] })
  expect(await findPerson(house, li.id)).not.toHaveProperty('outbox')
})

import { peopleRoutes, posterRoutes } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { aPerson, aStation, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { openWeChatGround } from './line.ts'
import type { WeChatGround } from './line.ts'

let here: WeChatGround
let web: Web
let worker: Person
const zones = [{ name: '6', buildings: [{ name: '9' }] }]
beforeAll(async () => {
  here = await openWeChatGround()
  const people = peopleRoutes(here.ground, { demo: false, sandbox: false })
  web = await openWeb(here.ground, [...people, ...posterRoutes(here.ground)])
})
beforeEach(async () => {
  await here.beginAnew()
  here.ground.wechat = here.wechat
  await aStation(here.ground, { id: 'home', name: '本站', zones })
  await aStation(here.ground, { id: 'other', name: '邻站', phone: '0472-3334444', zones })
  worker = await aWorker(here.ground, { stationId: 'other' })
})
afterAll(async () => {
  await web.close()
  await here.close()
})

const draw = (body: object = {}, as: Person | undefined = worker) => web.call('POST', '/api/posters', { as, body })
/** What a phone reads from the picture: the stand-in writes the scene into it. */
const sceneIn = (picture: unknown) => Buffer.from(String(picture).split(',')[1] ?? '', 'base64').toString().split('drawn:')[1] ?? ''
const read = (scene: string) => web.call('GET', `/api/posters/${scene}`)

it('a code for a building leads there, and tells nothing by itself', async () => {
  const { status, body } = await draw({ zone: '6', building: '9' })
  expect([status, body['place']]).toEqual([200, '6区9栋'])
  const scene = sceneIn(body['picture'])
  expect(scene).toMatch(/^[\w-]{24}$/)
  expect((await read(scene)).body).toEqual({ station: { name: '邻站', phone: '0472-3334444' }, zone: '6', building: '9', place: '6区9栋' }) // prettier-ignore
  expect(here.standIn.state.heard.at(-1)?.body).toMatchObject({ page: 'pages/ask/index', check_path: true })
})

it('one for the whole station leads to it; one that was never made, or is a year old, leads nowhere', async () => {
  const scene = sceneIn((await draw()).body['picture'])
  expect((await read(scene)).body).toMatchObject({ place: '邻站' })
  expect((await read('x'.repeat(24))).status).toBe(404)
  expect((await read('x'.repeat(33))).status).toBe(400)
  here.turn(366 * 24 * 60)
  expect((await read(scene)).status).toBe(404)
})

it('a newcomer who scanned it is a resident of its station; whoever is known stays where he is', async () => {
  const scene = sceneIn((await draw()).body['picture'])
  const user = here.standIn.state.user()
  const signIn = (body: object) => web.call('POST', '/api/wechat/sessions', { body: { code: here.standIn.state.code(user), ...body } }) // prettier-ignore
  const token = String((await signIn({ scene })).body['token'])
  expect((await web.call('GET', '/api/me', { as: token })).body).toMatchObject({ station: { id: 'other' } })
  const again = String((await signIn({})).body['token'])
  expect((await web.call('GET', '/api/me', { as: again })).body).toMatchObject({ station: { id: 'other' } })
  const stranger = here.standIn.state.user()
  const torn = await web.call('POST', '/api/wechat/sessions', { body: { code: here.standIn.state.code(stranger), scene: 'torn' } }) // prettier-ignore
  expect((await web.call('GET', '/api/me', { as: String(torn.body['token']) })).body).toMatchObject({ station: { id: 'home' } })
})

it('is for staff, for places on the map, and for stations whose mini program is on', async () => {
  expect((await draw({ zone: '7' })).body).toMatchObject({ fields: [{ path: 'zone' }] })
  expect((await draw({ building: '9' })).body).toMatchObject({ fields: [{ path: 'zone' }] })
  expect((await draw({ zone: '6', building: '10' })).body).toMatchObject({ fields: [{ path: 'building' }] })
  expect((await draw({}, await aPerson(here.ground, { stationId: 'other' }))).status).toBe(403)
  expect((await web.call('POST', '/api/posters', { body: {} })).status).toBe(401)
  here.standIn.turnKnob('/wxa/getwxacodeunlimit', 'http500', 'http500')
  expect((await draw()).status).toBe(503)
  delete here.ground.wechat
  expect((await draw()).status).toBe(404)
})

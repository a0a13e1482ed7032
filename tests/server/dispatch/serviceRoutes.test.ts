import { acceptOffer } from '../../../server/dispatch/index.ts'
import { finishRequest, reopenRequest } from '../../../server/requests/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { anOpenRequest, openHelperScene, ZONE_TERMS } from '../../factories/helperSide.ts'
import type { HelperScene, HelperSide } from '../../factories/helperSide.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'

let scene: HelperScene
let house: TestHouse
let side: HelperSide
let stationId: string
let worker: Person
let wang: Person
let li: Person
beforeAll(async () => {
  scene = await openHelperScene()
})
afterAll(() => scene.close())
beforeEach(async () => {
  await scene.nextDay()
  ;({ house, side, stationId, worker, wang, li } = scene)
})

const get = (person: Person, path: string) => side.call(person, 'GET', path)
const post = (person: Person, path: string, body?: unknown) => side.call(person, 'POST', path, body)
const items = (answered: { body: Record<string, unknown> }) => answered.body.items as Record<string, unknown>[]

describe('terms', () => {
  it('are said as a whole and asked by the next search', async () => {
    const saved = await side.call(li, 'PUT', '/api/me/helper-terms', {
      version: 0,
      skills: ['parcel'],
      zones: ['6'],
      freeHours: [{ days: [6, 7], from: '09:00', to: '12:00' }],
      pausedUntil: `${scene.local(2, '08:00')}:00+08:00`,
    })
    expect(saved).toMatchObject({
      status: 200,
      body: { paused: '后天8点前不问你。', terms: { skills: ['parcel'] } },
    })
    expect((await get(li, '/api/me/helper-terms')).body).toEqual(saved.body)
    await anOpenRequest(house, wang, { category: 'parcel' })
    expect(items(await get(li, '/api/me/offers'))).toEqual([])
    const { body } = await side.call(li, 'PUT', '/api/me/helper-terms', {
      version: 1,
      skills: ['parcel'],
      zones: [],
      freeHours: [],
    })
    expect(body).not.toHaveProperty('paused')
    await anOpenRequest(house, wang, { category: 'parcel' })
    expect(items(await get(li, '/api/me/offers'))).toHaveLength(1)
  })

  it('offer no skill that touches health or family, but keep what the station gave', async () => {
    const xu = await aVolunteer(house, { stationId, helper: { ...ZONE_TERMS, skills: ['nursing'] } })
    const skills = async (one: Person) => {
      const { choices } = (await get(one, '/api/me/helper-terms')).body as { choices: { skills: { value: string }[] } }
      return choices.skills.map(({ value }) => value)
    }
    expect(await skills(li)).not.toContain('nursing')
    expect(await skills(xu)).toContain('nursing')
    const { status } = await side.call(xu, 'PUT', '/api/me/helper-terms', {
      version: 0,
      skills: ['nursing'],
      zones: [],
      freeHours: [],
    })
    expect(status).toBe(200)
  })

  it('on an older page are refused with a plain word, also after 今天不接了', async () => {
    const { terms } = (await get(li, '/api/me/helper-terms')).body as { terms: { version: number } }
    const { code } = await anOpenRequest(house, wang)
    await post(li, `/api/me/offers/${code}/refusal`, { notTonight: true })
    const stale = await side.call(li, 'PUT', '/api/me/helper-terms', { ...terms, skills: [] })
    expect(stale).toMatchObject({ status: 409, body: { message: '这些刚被改过。先看最新的，再改一次。' } })
    const now = (await get(li, '/api/me/helper-terms')).body as { terms: { version: number }; paused?: string }
    expect(now).toMatchObject({ terms: { version: terms.version + 1 }, paused: '明天8点前不问你。' })
    expect((await side.call(li, 'PUT', '/api/me/helper-terms', now.terms)).status).toBe(200)
  })
})

describe('the record', () => {
  const record = async (one: Person) => (await get(one, '/api/me/record')).body

  it('counts verified service in quarter hours, and names silence as what it is', async () => {
    const first = await scene.inHandOf(li)
    await post(li, `/api/me/tasks/${first.code}/start`)
    house.later(20)
    await post(li, `/api/me/tasks/${first.code}/handover`, { handoverCode: await scene.handoverCodeOf(first) })
    const second = await scene.inHandOf(li)
    house.later(200)
    await post(li, `/api/me/tasks/${second.code}/handover`, { withoutCode: 'forgotten' })
    expect(await record(li)).toMatchObject({
      months: [{ month: scene.local(0, '').slice(0, 7), tasks: 1, minutes: 30 }],
      items: [
        { code: second.code, minutes: 0, verdict: '等对方说一声' },
        { code: first.code, minutes: 30, verifiedBy: 'code', verdict: '交接码对上了', day: '今天' },
      ],
    })
    await finishRequest(house, second._id, { id: 'system', part: 'system' }, 'silence')
    expect(await record(li)).toMatchObject({
      months: [{ tasks: 1, minutes: 30 }],
      items: [{ verdict: /先不算时长/ }, {}],
    })
  })

  it('counts from the acceptance at most an hour where nobody set off, and the resident’s word is enough', async () => {
    const request = await scene.inHandOf(li)
    house.later(200)
    await finishRequest(house, request._id, { id: wang.id, part: 'requester' }, 'thanks')
    expect(await record(li)).toMatchObject({ months: [{ tasks: 1, minutes: 60 }], items: [{ verifiedBy: 'resident' }] })
    await reopenRequest(house, request._id, { id: wang.id, part: 'requester' }, 'not done')
    expect(await record(li)).toMatchObject({ months: [], items: [] })
  })

  it('of whoever is paid has no hours', async () => {
    const request = await anOpenRequest(house, wang)
    const shop = await aPerson(house, { stationId, name: '勤务员小店', role: 'enterprise' })
    await acceptOffer(house, request, shop, 'shop')
    await finishRequest(house, request._id, { id: worker.id, part: 'worker' }, 'worker')
    expect(await record(shop)).toMatchObject({
      months: [{ month: scene.local(0, '').slice(0, 7), tasks: 1 }],
      items: [{ verifiedBy: 'worker' }],
    })
    expect(JSON.stringify(await record(shop))).not.toContain('minutes')
  })
})

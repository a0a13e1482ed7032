import { sweep } from '../../../server/app/sweep.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { photoRoutes, savePhoto } from '../../../server/photos/index.ts'
import type { PhotoDoc } from '../../../server/photos/index.ts'
import { photosOf } from '../../../server/photos/photo.model.ts'
import { aPerson, aStation, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import type { StandInUser } from '../../factories/wechat/state.ts'
import { aPicture } from '../photos/pictures.ts'
import { openWeChatHouse } from './house.ts'
import type { WeChatHouse } from './house.ts'

let here: WeChatHouse
let web: Web
let picture: Buffer
let worker: Person
beforeAll(async () => {
  here = await openWeChatHouse()
  const { id: stationId } = await aStation(here.house, { id: 'home' })
  worker = await aWorker(here.house, { stationId, onDuty: true })
  web = await openWeb(here.house, photoRoutes(here.house))
  picture = await aPicture()
})
beforeEach(async () => {
  await here.beginAnew()
  here.standIn.state.media.length = 0
})
afterAll(async () => {
  await web.close()
  await here.close()
})

const send = (author: Person) => savePhoto(here.house, author, picture)
const stateOf = async ({ _id }: PhotoDoc) => (await photosOf(here.house).findOne({ _id }))?.state
const alarms = async () => (await listAlarms(here.house, 'home', { limit: 10 })).items
const asked = () => here.standIn.state.media.at(-1) ?? { traceId: '', url: '', openid: '' }
const path = () => asked().url.replace(here.standIn.settings.mediaBase ?? '', '')

/** WeChat tells what it thinks of the latest picture. */
function judge(user: StandInUser, what: object, traceId = asked().traceId): Promise<void> {
  const about = { appid: here.standIn.state.appId, trace_id: traceId, version: 2, detail: [] }
  return here.push({ FromUserName: user.openid, Event: 'wxa_media_check', ...about, errcode: 0, ...what })
}
const says = (suggest: string) => ({ result: { suggest, label: 100 } })

describe('a photo of somebody who came through WeChat', () => {
  it.each([
    ['pass', 'shown'],
    ['risky', 'refused'],
  ])('waits in quarantine until WeChat says %s, then it is %s', async (suggest, state) => {
    const { user, person } = await here.member()
    const photo = await send(person)
    expect([photo.state, await stateOf(photo)]).toEqual(['quarantined', 'quarantined'])
    expect(asked().openid).toBe(user.openid)
    await judge(user, says(suggest))
    expect(await stateOf(photo)).toBe(state)
    expect(await alarms()).toEqual([])
  })

  it('that WeChat doubts is looked at by the worker on duty, who is called once', async () => {
    const { user, person } = await here.member()
    const photo = await send(person)
    await judge(user, says('review'))
    await judge(user, says('review'))
    expect(await stateOf(photo)).toBe('quarantined')
    expect(await alarms()).toMatchObject([{ kind: 'needs_person', ownerId: worker.id, personId: person.id }])
  })

  it('of which nothing is heard within 35 minutes calls the worker; what comes later is too late', async () => {
    const { user, person } = await here.member()
    const photo = await send(person)
    here.house.later(34)
    await sweep(here.house, false)
    await here.house.work()
    expect(await alarms()).toEqual([])
    here.house.later(2)
    await sweep(here.house, false)
    await here.house.work()
    expect(await alarms()).toMatchObject([{ ownerId: worker.id }])
    await judge(user, says('pass'))
    expect(await stateOf(photo)).toBe('quarantined')
  })

  it('that WeChat could not fetch is handed over once more, with a link of its own, then a person looks', async () => {
    const { user, person } = await here.member()
    const photo = await send(person)
    const first = asked()
    here.house.later(1)
    await judge(user, { errcode: -1008 })
    expect(here.standIn.state.media).toHaveLength(2)
    expect(asked().url).not.toBe(first.url)
    expect(await alarms()).toEqual([])
    await judge(user, { errcode: -1008 })
    expect(here.standIn.state.media).toHaveLength(2)
    expect(await alarms()).toHaveLength(1)
    expect(await stateOf(photo)).toBe('quarantined')
  })

  it('the second verdict counts where the first could not be given', async () => {
    const { user, person } = await here.member()
    const photo = await send(person)
    await judge(user, { errcode: -1008 })
    await judge(user, says('pass'))
    expect(await stateOf(photo)).toBe('shown')
  })

  it('is looked at by a person when WeChat is away', async () => {
    const { person } = await here.member()
    const knobs = Array.from({ length: 9 }, () => 'http500' as const)
    here.standIn.turnKnob('/wxa/media_check_async', ...knobs)
    const photo = await send(person)
    await here.house.work()
    expect(await stateOf(photo)).toBe('quarantined')
    expect(await alarms()).toHaveLength(1)
  })

  it('that got lost before anybody was asked calls the worker all the same', async () => {
    const { person } = await here.member()
    const photo = await send(person)
    await here.house.db.collection('wechat_media_checks').deleteMany({})
    here.house.later(41)
    await sweep(here.house, false)
    expect(await alarms()).toHaveLength(1)
    await sweep(here.house, false)
    expect(await alarms()).toHaveLength(1)
    expect(await stateOf(photo)).toBe('quarantined')
  })
})

it('a photo of somebody whom WeChat does not know waits for the worker, and WeChat is not asked', async () => {
  const sun = await aPerson(here.house, { stationId: 'home' })
  const photo = await send(sun)
  await here.house.work()
  expect(here.standIn.count('/wxa/media_check_async')).toBe(0)
  expect([await stateOf(photo), (await alarms()).length]).toEqual(['quarantined', 1])
})

describe('the link that WeChat gets (WX-14)', () => {
  it('opens this picture while it is in quarantine, and no other', async () => {
    const { user, person } = await here.member()
    const photo = await send(person)
    const other = await send(person)
    expect((await web.call('GET', path())).status).toBe(200)
    expect((await web.call('GET', path().replace(other._id, photo._id))).status).toBe(404)
    await judge(user, says('pass'))
    expect(await stateOf(other)).toBe('shown')
    expect((await web.call('GET', path())).status).toBe(404)
  })

  it('holds half an hour, and an hour at most', async () => {
    const { person } = await here.member()
    await send(person)
    here.house.later(31)
    expect((await web.call('GET', path())).status).toBe(200)
    here.house.later(30)
    expect((await web.call('GET', path())).status).toBe(404)
  })

  it('cannot be made longer, nor turned into a link for looking', async () => {
    const { person } = await here.member()
    await send(person)
    const later = path().replace(/expires=(\d+)/, (_, at: string) => `expires=${Number(at) + 60}`)
    expect((await web.call('GET', later)).status).toBe(404)
  })
})

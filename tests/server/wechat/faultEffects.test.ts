import { signInWords } from '@yimin/shared/people/words'
import { drawPoster } from '../../../server/people/commands/drawPoster.ts'
import { signInByWeChat } from '../../../server/people/commands/signInByWeChat.ts'
import { takeWeChatPhone } from '../../../server/people/commands/takeWeChatPhone.ts'
import { phoneCallsOf } from '../../../server/people/weChatAccount.model.ts'
import { sayPrivately } from '../../../server/messaging/index.ts'
import { readCredits } from '../../../server/messaging/queries/wayByWeChat.ts'
import { talkWindowsOf } from '../../../server/messaging/subscription.model.ts'
import { tellByWeChat } from '../../../server/messaging/commands/tellByWeChat.ts'
import { weChatAppsOf } from '../../../server/platform/wechat/app.model.ts'
import { beginMediaCheck, readMediaCheck } from '../../../server/platform/wechat/index.ts'
import type { FaultKind } from '../../../server/platform/wechat/faults.ts'
import { aStaffedStation } from '../../factories/house.ts'
import { findStation } from '../../../server/organisations/index.ts'
import type { Station } from '../../../server/organisations/index.ts'
import { TEMPLATES } from '../../factories/wechat/standIn.ts'
import type { StandInUser } from '../../factories/wechat/state.ts'
import { FAULT_ROWS } from './faultTable.ts'
import { openWeChatHouse } from './house.ts'
import type { WeChatHouse } from './house.ts'

/** What follows in the house from each row of the table of faults, beyond the call itself (faultMatrix.test.ts). */
let here: WeChatHouse
let station: Station
beforeAll(async () => {
  here = await openWeChatHouse()
  const staffed = await aStaffedStation(here.house)
  station = (await findStation(here.house, staffed.station.id)) as Station
})
/** Everybody here has an account of her own, so that little has to be forgotten in between. */
beforeEach(async () => {
  here.house.waiting.length = here.standIn.state.heard.length = 0
  here.standIn.state.knobs.clear()
  const counted = ['outgoing', 'wechat_accounts', 'wechat_apps', phoneCallsOf(here.house).collectionName]
  await Promise.all(counted.map((name) => here.house.db.collection(name).deleteMany({})))
})
afterAll(() => here.close())

const SEND = '/cgi-bin/message/subscribe/send'
const TALK = '/cgi-bin/message/custom/send'
const KINDS = Object.keys(FAULT_ROWS) as FaultKind[]

/** WeChat says this code to every call of the path, until the next one is told. */
async function says(path: string, errcode: number): Promise<void> {
  await weChatAppsOf(here.house).deleteMany({})
  here.standIn.state.knobs.set(
    path,
    Array.from({ length: 9 }, () => ({ errcode })),
  )
}
/** The second way is open, though she is not talking there now. */
async function talkIsOpen(user: StandInUser, _id: string): Promise<void> {
  user.window = { until: Infinity, left: 1 }
  const open = { until: new Date(here.house.clock.now().getTime() + 3_600_000), left: 1, cause: 'test' }
  await talkWindowsOf(here.house).updateOne({ _id }, { $set: open }, { upsert: true })
}
const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    ({ code, say }: { code: string; say?: string }) => ({ code, say }),
  )

describe.each(KINDS.map((kind) => [kind, FAULT_ROWS[kind].codes.slice(0, 2)] as const))('%s', (kind, codes) => {
  it('signing in: says in one sentence what to do, and opens nothing', async () => {
    for (const errcode of codes) {
      await says('/sns/jscode2session', errcode)
      const refusal = await refusalOf(signInByWeChat(here.house, here.standIn.state.code(here.standIn.state.user())))
      if (kind === 'code') expect(refusal).toEqual({ code: 'unauthenticated', say: signInWords.again })
      else if (kind === 'high_risk')
        expect(refusal).toEqual({ code: 'forbidden', say: signInWords.highRisk(station.phone) })
      else expect(refusal).toEqual({ code: 'unavailable', say: signInWords.later(station.phone) })
    }
    expect(await here.house.db.collection('wechat_accounts').countDocuments()).toBe(0)
  })

  it('the phone number: no turn is spent on what WeChat refused, and the page goes on without it', async () => {
    const { user, person } = await here.member()
    for (const errcode of codes) {
      await says('/wxa/business/getuserphonenumber', errcode)
      const refusal = await refusalOf(takeWeChatPhone(here.house, person, here.standIn.state.code(user, 'phone')))
      expect(refusal?.code).toBe(kind === 'code' ? 'invalid_input' : 'unavailable')
    }
    expect(await phoneCallsOf(here.house).countDocuments({ count: { $ne: 0 } })).toBe(0)
  })

  it('a subscribe message: the consent stays, unless the person took it back; the words take the next way', async () => {
    const { user, person, account } = await here.member()
    const subscription = { account, templateId: TEMPLATES.progress?.id ?? '' }
    await here.consents(user)
    for (const [at, errcode] of codes.entries()) {
      await says(SEND, errcode)
      await talkIsOpen(user, account)
      const words = { key: `${errcode}`, stationId: station.id, text: '12点前到', template: 'request.accepted' }
      await sayPrivately(here.house, person, words)
      here.house.waiting.length = 0
      await tellByWeChat(here.house, account)
      const sent = (await here.house.outgoing()).filter(({ key }) => key.includes(String(errcode)))
      expect([at, sent.map(({ state }) => state)]).toEqual([at, ['sent']])
    }
    expect(await readCredits(here.house, subscription)).toBe(kind === 'user_refused' ? 0 : 1)
    expect(here.standIn.count(TALK)).toBe(codes.length)
  })

  it('a picture: a person of the station looks', async () => {
    const { user } = await here.member()
    for (const errcode of codes) {
      await says('/wxa/media_check_async', errcode)
      const subject = { collection: 'photos', id: `p${errcode}` }
      const url = 'https://help.example.org/p'
      await beginMediaCheck(here.house, { subject, kind: 'image', scene: 'log', openid: user.openid, url })
      expect(await readMediaCheck(here.house, subject)).toBe('review')
    }
  })

  it('a poster: is not drawn, and said so', async () => {
    for (const errcode of codes) {
      await says('/wxa/getwxacodeunlimit', errcode)
      expect(await refusalOf(drawPoster(here.house, station, {}))).toMatchObject({ code: 'unavailable' })
    }
  })
})

it('two who tell one person at the same moment go one after another, for WeChat would refuse the second one (43108)', async () => {
  const { user, person, account } = await here.member()
  await here.consents(user)
  await here.consents(user)
  for (const key of ['a', 'b'])
    await sayPrivately(here.house, person, { key, stationId: station.id, text: key, template: 'request.late' })
  here.house.waiting.length = 0
  here.standIn.turnKnob(SEND, { slow: 150 })
  await Promise.all([tellByWeChat(here.house, account), tellByWeChat(here.house, account)])
  expect((await here.house.outgoing()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  expect(here.standIn.count(SEND)).toBe(2)
})

import { toLocal } from '@yimin/shared/language/localTime'
import { listTroubles, openWeChat } from '../../../server/platform/wechat/index.ts'
import { weChatAppsOf } from '../../../server/platform/wechat/app.model.ts'
import { TEMPLATES } from '../../factories/wechat/standIn.ts'
import { faultIn, openWeChatGround } from './line.ts'
import type { WeChatGround } from './line.ts'

let here: WeChatGround
beforeAll(async () => {
  here = await openWeChatGround()
})
beforeEach(() => here.beginAnew())
afterAll(() => here.close())

const SEND = '/cgi-bin/message/subscribe/send'
const progress = TEMPLATES.progress?.id ?? ''
const data = {
  thing1: { value: '求助有新进展' },
  phrase2: { value: '有人接' },
  character_string3: { value: 'A102' },
  thing4: { value: '点开看详情' },
}

function aMember(credits = 99) {
  const user = here.standIn.state.user()
  user.credits.set(progress, credits)
  return user
}

const send = (openid: string, more = {}) =>
  here.wechat.sendSubscribeMessage({ openid, templateId: progress, data, ...more })

describe('each call of WeChat', () => {
  it('login: a code tells who it is, once', async () => {
    const user = here.standIn.state.user()
    const code = here.standIn.state.code(user)
    expect(await here.wechat.exchangeLoginCode(code)).toEqual({ openid: user.openid, sessionKey: user.sessionKey })
    expect(await faultIn(here.wechat.exchangeLoginCode(code))).toMatchObject({ kind: 'code', details: { code: 40163 } })
    expect(await faultIn(here.wechat.exchangeLoginCode('foreign'))).toMatchObject({ kind: 'code' })
    const late = here.standIn.state.code(user)
    here.turn(6)
    expect(await faultIn(here.wechat.exchangeLoginCode(late))).toMatchObject({ kind: 'code', details: { code: 40029 } })
  })

  it('login: a person of high risk is told apart', async () => {
    const code = here.standIn.state.code(here.standIn.state.user({ highRisk: true }))
    expect(await faultIn(here.wechat.exchangeLoginCode(code))).toMatchObject({ kind: 'high_risk' })
  })

  it('session: a key that another login replaced is no longer valid', async () => {
    const user = here.standIn.state.user()
    const login = { openid: user.openid, sessionKey: user.sessionKey }
    expect(await here.wechat.checkSession(login)).toBe(true)
    user.sessionKey = Buffer.alloc(16, 7).toString('base64')
    expect(await here.wechat.checkSession(login)).toBe(false)
  })

  it('phone: the number of whoever pressed the button, once, and of nobody else', async () => {
    const { state } = here.standIn
    const [wang, sun] = [state.user({ phone: '19900000001' }), state.user()]
    const code = state.code(wang, 'phone')
    expect(await faultIn(here.wechat.readPhoneNumber({ code, openid: sun.openid }))).toMatchObject({ kind: 'code' })
    expect(await here.wechat.readPhoneNumber({ code, openid: wang.openid })).toBe('19900000001')
    expect(await faultIn(here.wechat.readPhoneNumber({ code, openid: wang.openid }))).toMatchObject({ kind: 'code' })
    const login = state.code(wang, 'login')
    expect(await faultIn(here.wechat.readPhoneNumber({ code: login, openid: wang.openid }))).toMatchObject({
      kind: 'code',
    })
  })

  it('phone: the country may be a number or a text', async () => {
    const user = here.standIn.state.user()
    here.standIn.state.countryCode = 86
    const code = here.standIn.state.code(user, 'phone')
    expect(await here.wechat.readPhoneNumber({ code, openid: user.openid })).toBe(user.phone)
  })

  it.each([
    ['another app', { appid: 'wxffffffffffffffff', ageMs: 0 }],
    ['eleven minutes ago', { appid: 'wx0123456789abcdef', ageMs: 11 * 60_000 }],
    ['the future', { appid: 'wx0123456789abcdef', ageMs: -11 * 60_000 }],
  ])('phone: a number stamped by %s is not taken', async (_who, watermark) => {
    const user = here.standIn.state.user()
    here.standIn.state.watermark = watermark
    const code = here.standIn.state.code(user, 'phone')
    expect(await faultIn(here.wechat.readPhoneNumber({ code, openid: user.openid }))).toMatchObject({ kind: 'code' })
  })

  it('phone: a lost answer is not asked for twice, because the code is spent and money too', async () => {
    const user = here.standIn.state.user()
    here.standIn.turnKnob('/wxa/business/getuserphonenumber', 'truncate')
    const code = here.standIn.state.code(user, 'phone')
    expect(await faultIn(here.wechat.readPhoneNumber({ code, openid: user.openid }))).toMatchObject({
      kind: 'transient',
    })
    expect(here.standIn.count('/wxa/business/getuserphonenumber')).toBe(1)
  })

  it('subscribe: one message for one consent', async () => {
    const user = aMember(1)
    expect(await send(user.openid)).toBe(String(here.standIn.state.messageId))
    expect(await faultIn(send(user.openid))).toMatchObject({ kind: 'user_refused' })
    expect(here.standIn.count(SEND)).toBe(2)
  })

  it('subscribe: a value that WeChat does not take is named', async () => {
    const user = aMember()
    const long = { ...data, thing4: { value: '很'.repeat(21) } }
    expect(await faultIn(send(user.openid, { data: long }))).toMatchObject({
      kind: 'bug',
      details: { code: 47003, field: 'thing4' },
    })
    expect(await faultIn(send(user.openid, { page: 'pages/none' }))).toMatchObject({ details: { code: 41030 } })
    expect(await faultIn(send('nobody'))).toMatchObject({ details: { code: 40003 } })
    expect(await faultIn(send(user.openid, { templateId: 'none' }))).toMatchObject({ details: { code: 40037 } })
  })

  it('customer talk: only while it is open and not full; long words are cut by whole characters', async () => {
    const user = here.standIn.state.user()
    const say = (text: string) => here.wechat.sendCustomMessage({ openid: user.openid, text })
    expect(await faultIn(say('您好'))).toMatchObject({ kind: 'window', details: { code: 45015 } })
    user.window = { until: here.standIn.state.now() + 60_000, left: 1 }
    await say('𠮷'.repeat(1_000))
    expect(await faultIn(say('您好'))).toMatchObject({ kind: 'window', details: { code: 45047 } })
  })

  it('mini code: bytes for an opaque scene; another scene is not even sent', async () => {
    const drawn = await here.wechat.drawMiniCode({ scene: 'Abc-_123', page: 'pages/index/index' })
    expect(drawn.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    const before = here.standIn.state.heard.length
    for (const scene of ['', '王阿姨', 'x'.repeat(33), 'a b'])
      expect(await faultIn(here.wechat.drawMiniCode({ scene, page: 'pages/index/index' }))).toMatchObject({
        kind: 'bug',
      })
    expect(await faultIn(here.wechat.drawMiniCode({ scene: 'a', page: '/pages/index?x=1' }))).toMatchObject({
      kind: 'bug',
    })
    expect(here.standIn.state.heard).toHaveLength(before)
    expect(await faultIn(here.wechat.drawMiniCode({ scene: 'a', page: 'pages/none' }))).toMatchObject({
      details: { code: 41030 },
    })
  })

  it('media: a number now, the verdict later', async () => {
    const user = here.standIn.state.user()
    const ask = { url: 'https://x.example/1', kind: 'image', openid: user.openid, scene: 'log' } as const
    expect(await here.wechat.askMediaCheck(ask)).toBe(here.standIn.state.media[0]?.traceId)
  })
})

describe('a text that others would see', () => {
  const SCENES = ['profile', 'comment', 'forum', 'log'] as const

  it.each(
    SCENES.flatMap((scene) => (['pass', 'review', 'risky'] as const).map((suggest) => [scene, suggest] as const)),
  )('in the scene %s WeChat’s %s is ours', async (scene, suggest) => {
    const { openid } = here.standIn.state.user()
    here.standIn.state.verdict = { suggest, label: 100 }
    expect(await here.wechat.checkText({ text: '收到了，谢谢', openid, scene })).toEqual({
      verdict: suggest,
      label: 100,
    })
  })

  it.each([
    'timeout',
    'reset',
    'http500',
    'malformed',
    'truncate',
    { errcode: 40129 },
    { errcode: 61010 },
    { errcode: 45009 },
  ] as const)('is looked at by a person when the check fails: %j', async (knob) => {
    const { openid } = here.standIn.state.user()
    here.standIn.turnKnob('/wxa/msg_sec_check', ...Array.from({ length: 6 }, () => knob))
    expect(await here.wechat.checkText({ text: '好', openid, scene: 'comment' })).toEqual({
      verdict: 'review',
      unchecked: true,
    })
  })

  it('of somebody who was not here for two hours is looked at by a person', async () => {
    const { openid } = here.standIn.state.user()
    here.turn(121)
    expect(await here.wechat.checkText({ text: '好', openid, scene: 'comment' })).toMatchObject({ verdict: 'review' })
  })

  it('that is long is checked whole: the worst part counts', async () => {
    const { openid } = here.standIn.state.user()
    const text = `${'好'.repeat(2_600)}违规`
    expect(await here.wechat.checkText({ text, openid, scene: 'log' })).toEqual({ verdict: 'risky', label: 20001 })
    expect(here.standIn.count('/wxa/msg_sec_check')).toBe(2)
  })
})

/** Row by row, for every call: faultMatrix.test.ts. */
describe('the table of faults', () => {
  it.each([
    [45009, 'reach max api daily quota limit'],
    [40038, 'long-term template limit'],
  ])('%d: a quota of the day lets the call rest until midnight in Shanghai', async (errcode, errmsg) => {
    const { openid } = aMember()
    here.standIn.turnKnob(SEND, { errcode, errmsg })
    await faultIn(send(openid))
    const app = await weChatAppsOf(here.ground).findOne({})
    const tomorrow = toLocal(new Date(here.ground.clock.now().getTime() + 24 * 3_600_000)).slice(0, 10)
    expect(app?.pauses?.['subscribeSend']?.until).toEqual(new Date(`${tomorrow}T00:00:00+08:00`))
  })

  it.each(['http500', 'timeout', 'reset', 'malformed', 'truncate'] as const)(
    'transient: %s passes by itself',
    async (knob) => {
      const { openid } = aMember()
      here.standIn.turnKnob(SEND, knob, knob)
      await send(openid)
      expect(here.standIn.count(SEND)).toBe(3)
    },
  )

  it('waits longer each time, half of it drawn, and not longer than anybody would wait', async () => {
    const { openid } = aMember()
    here.standIn.turnKnob(SEND, ...Array.from({ length: 9 }, () => 'http500' as const))
    await faultIn(send(openid))
    expect(here.waits).toEqual([375, 750, 1_500, 3_000, 6_000])
  })

  it('one call that rests does not stop the others', async () => {
    const { openid } = aMember()
    here.standIn.turnKnob(SEND, { errcode: 48001 })
    await faultIn(send(openid))
    expect(await here.wechat.checkText({ text: '好', openid, scene: 'log' })).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['an address that is not on the list', 'ip_not_whitelisted', 40164],
    ['a wrong secret', { errcode: 40001 }, 40001],
  ] as const)('the token’s own call: %s opens the circuit and calls the operator', async (_what, knob, code) => {
    const { openid } = aMember()
    here.standIn.turnKnob('/cgi-bin/stable_token', knob)
    for (let i = 0; i < 5; i += 1) expect(await faultIn(send(openid))).toMatchObject({ kind: 'configuration' })
    expect(here.standIn.count('/cgi-bin/stable_token')).toBe(1)
    expect(await listTroubles(here.ground, here.standIn.settings.appId, new Date(0))).toMatchObject([
      { api: 'stableToken', code },
    ])
  })

  it('a wrong secret is refused by the stand-in as by WeChat', async () => {
    const wrong = openWeChat(here.ground, { ...here.standIn.settings, secret: 'another-secret-0123' })
    expect(await faultIn(wrong.sendSubscribeMessage({ openid: 'x', templateId: 'y', data: {} }))).toMatchObject({
      kind: 'configuration',
      details: { code: 40001 },
    })
  })
})

it('no token, secret, code, openid, session key or word gets into logs or errors', async () => {
  const user = aMember()
  const code = here.standIn.state.code(user)
  const errors: unknown[] = []
  for (const knob of [
    'http500',
    'timeout',
    'reset',
    'malformed',
    'truncate',
    { errcode: 40001 },
    { errcode: 47003 },
    { errcode: 99999 },
  ] as const) {
    here.standIn.turnKnob(SEND, knob, ...Array.from({ length: 8 }, () => (knob === 'timeout' ? 'reset' : knob)))
    here.standIn.turnKnob(
      '/sns/jscode2session',
      knob === 'timeout' ? 'reset' : knob,
      knob === 'timeout' ? 'reset' : knob,
    )
    errors.push(await faultIn(send(user.openid)), await faultIn(here.wechat.exchangeLoginCode(code)))
    here.standIn.state.knobs.clear()
    here.turn(2)
  }
  const told = `${here.logged()} ${errors.map((error) => `${(error as Error).stack} ${JSON.stringify(error)}`).join(' ')}`
  expect(errors.every((error) => error instanceof Error)).toBe(true)
  expect(here.logged()).toContain('subscribeSend')
  const { tokens, secret } = here.standIn.state
  for (const private_ of [
    ...tokens.map(({ value }) => value),
    secret,
    code,
    user.openid,
    user.sessionKey,
    '求助有新进展',
    'access_token',
  ])
    expect(told).not.toContain(private_)
})

it.each([
  ['a form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' }, 47001],
  ['GET for POST', { method: 'GET' }, 43002],
])('the stand-in refuses %s, as WeChat does', async (_what, init, errcode) => {
  const response = await fetch(`${here.standIn.base}/cgi-bin/stable_token`, init)
  expect(await response.json()).toMatchObject({ errcode })
})

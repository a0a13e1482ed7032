import { createHmac } from 'node:crypto'
import { virtualClock } from '../../../server/platform/clock.ts'
import type { VirtualClock } from '../../../server/platform/clock.ts'
import { ENDPOINTS } from '../../factories/wechat/endpoints.ts'
import { startStandIn, TEMPLATES } from '../../factories/wechat/standIn.ts'
import type { StandIn } from '../../factories/wechat/standIn.ts'

/** The stand-in is only worth something where it refuses what WeChat refuses: each row of what is published. */
let clock: VirtualClock
let standIn: StandIn
beforeEach(async () => {
  clock = virtualClock(new Date('2026-11-22T12:00:00+08:00'))
  standIn = await startStandIn(clock)
})
afterEach(async () => {
  standIn.state.usedOldToken = false
  await standIn.close()
})

const turn = (minutes: number) => clock.turnTo(new Date(clock.now().getTime() + minutes * 60_000))

type Answer = Record<string, unknown> & { errcode?: number; errmsg?: string }
async function ask(path: string, query: Record<string, string> = {}, body?: unknown): Promise<Answer> {
  const method = ENDPOINTS[path]?.method ?? 'GET'
  const response = await fetch(`${standIn.base}${path}?${new URLSearchParams(query).toString()}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return (text.startsWith('{') ? JSON.parse(text) : { image: text.length }) as Answer
}

const { appId, secret } = { appId: 'wx0123456789abcdef', secret: 'stand-in-secret-0123456789abcdef' }
const credential = { grant_type: 'client_credential', appid: appId, secret }
const stable = (more: object = {}) => ask('/cgi-bin/stable_token', {}, { ...credential, ...more })
const tokenOf = async () => String((await stable())['access_token'])
const post = async (path: string, body: unknown) => ask(path, { access_token: await tokenOf() }, body)

describe('tokens', () => {
  it('the stable one is the same until five minutes before its end; both are good then', async () => {
    const first = await tokenOf()
    turn(114)
    expect(await tokenOf()).toBe(first)
    turn(2)
    const second = await tokenOf()
    expect(second).not.toBe(first)
    const body = { scene: 'x', page: 'pages/ask/index' }
    for (const access_token of [first, second])
      expect((await ask('/wxa/getwxacodeunlimit', { access_token }, body))['image']).toBeGreaterThan(0)
    turn(5)
    expect(await ask('/wxa/getwxacodeunlimit', { access_token: first }, body)).toMatchObject({ errcode: 42001 })
  })

  it('are forced at most once in thirty seconds', async () => {
    const first = await tokenOf()
    const forced = String((await stable({ force_refresh: true }))['access_token'])
    expect(forced).not.toBe(first)
    expect((await stable({ force_refresh: true }))['access_token']).toBe(forced)
  })

  it.each([
    [{ grant_type: 'x' }, 40002],
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ appid: 'wx1' }, 40013],
    [{ secret: 'no' }, 40001],
  ])('%j is refused with %d and a rid', async (more, errcode) => {
    expect(await stable(more)).toMatchObject({ errcode, errmsg: expect.stringMatching(/ rid: [0-9a-f-]{8,}$/) })
  })

  it('the old way pushes out the token before, and the stand-in does not close quietly after it', async () => {
    const old = () => ask('/cgi-bin/token', credential)
    const first = String((await old())['access_token'])
    expect((await old())['access_token']).not.toBe(first)
    turn(5.1)
    const body = { scene: 'x', page: 'pages/ask/index' }
    expect(await ask('/wxa/getwxacodeunlimit', { access_token: first }, body)).toMatchObject({ errcode: 42001 })
    await expect(standIn.close()).rejects.toThrow('old way')
    standIn = await startStandIn(clock)
  })

  it('an address that is not on the list gets none', async () => {
    standIn.state.isKnownAddress = false
    expect(await stable()).toMatchObject({ errcode: 40164 })
  })
})

describe('quotas', () => {
  const text = (openid: string) => ({ content: '你好', version: 2, scene: 2, openid })

  it('of the minute come back with the next minute', async () => {
    const { openid } = standIn.state.user()
    for (let i = 0; i < 4_000; i += 1) standIn.state.tooMany('/wxa/msg_sec_check', 60_000, 4_000)
    expect(await post('/wxa/msg_sec_check', text(openid))).toMatchObject({ errcode: 45009 })
    turn(1)
    expect(await post('/wxa/msg_sec_check', text(openid))).toMatchObject({ errcode: 0 })
  })

  it('of the day come back at midnight of Asia/Shanghai, and say what is left', async () => {
    const { openid } = standIn.state.user({ lastVisit: clock.now().getTime() + 86_400_000 })
    standIn.state.quotas.set('/wxa/msg_sec_check', 2)
    for (const errcode of [0, 0, 45009])
      expect(await post('/wxa/msg_sec_check', text(openid))).toMatchObject({ errcode })
    const asked = { cgi_path: '/wxa/msg_sec_check' }
    expect(await post('/cgi-bin/openapi/quota/get', asked)).toMatchObject({ quota: { daily_limit: 2_000_000, used: 3 } })
    expect(await post('/cgi-bin/openapi/quota/get', { cgi_path: '/x' })).toMatchObject({ errcode: 76021 })
    turn(11 * 60)
    expect(await post('/wxa/msg_sec_check', text(openid))).toMatchObject({ errcode: 45009 })
    turn(61)
    expect(await post('/wxa/msg_sec_check', text(openid))).toMatchObject({ errcode: 0 })
  })
})

describe('the session key', () => {
  const signed = (key: string) => createHmac('sha256', key).update('').digest('hex')
  const query = async (openid: string, key: string) => ({
    access_token: await tokenOf(),
    openid,
    signature: signed(key),
    sig_method: 'hmac_sha256',
  })

  it('is given anew, and the old one ends', async () => {
    const user = standIn.state.user()
    const old = user.sessionKey
    expect(await ask('/wxa/checksession', await query(user.openid, old))).toMatchObject({ errcode: 0 })
    const fresh = await ask('/wxa/resetusersessionkey', await query(user.openid, old))
    expect(fresh).toMatchObject({ errcode: 0, openid: user.openid, session_key: user.sessionKey })
    expect(await ask('/wxa/checksession', await query(user.openid, old))).toMatchObject({ errcode: 87009 })
    expect(await ask('/wxa/resetusersessionkey', await query(user.openid, old))).toMatchObject({ errcode: 87009 })
  })
})

describe('what a call must look like', () => {
  it.each(Object.entries(ENDPOINTS).map(([path, { method }]) => [path, method] as const))(
    '%s is %s and nothing else',
    async (path, method) => {
      const wrong = method === 'GET' ? 'POST' : 'GET'
      const response = await fetch(`${standIn.base}${path}`, { method: wrong, ...(wrong === 'POST' && { body: '{}' }) })
      expect(await response.json()).toMatchObject({ errcode: method === 'GET' ? 43001 : 43002 })
    },
  )

  it.each(Object.entries(ENDPOINTS).filter(([, { method }]) => method === 'POST'))(
    '%s takes JSON, no form and no emptiness',
    async (path) => {
      const url = `${standIn.base}${path}`
      const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ a: '1' }) })
      expect(await form.json()).toMatchObject({ errcode: 47001 })
      expect(await (await fetch(url, { method: 'POST' })).json()).toMatchObject({ errcode: 44002 })
    },
  )

  it.each(Object.entries(ENDPOINTS).filter(([, { needsToken }]) => needsToken))(
    '%s wants a token that is alive',
    async (path, { method }) => {
      const body = method === 'POST' ? {} : undefined
      expect(await ask(path, {}, body)).toMatchObject({ errcode: 41001 })
      expect(await ask(path, { access_token: 'x' }, body)).toMatchObject({ errcode: 40001 })
    },
  )

  const member = () => standIn.state.user({ credits: new Map([[TEMPLATES.alarm?.id ?? '', 9]]) }).openid
  const message = (openid: string) => ({
    touser: openid,
    template_id: TEMPLATES.alarm?.id,
    data: { thing1: { value: '有人找您' }, date2: { value: '2026年11月22日' } },
    miniprogram_state: 'formal',
  })

  it.each([
    [{}, 0],
    [{ touser: 'x' }, 40003],
    [{ template_id: 'x' }, 40037],
    [{ page: 'pages/none/index' }, 41030],
    [{ miniprogram_state: 'live' }, 47001],
    [{ data: { thing1: { value: '' }, date2: { value: '2026年11月22日' } } }, 47003],
    [{ data: { thing1: { value: '违规' }, date2: { value: '2026年11月22日' } } }, 45168],
  ])('a message with %j is answered with %d', async (more, errcode) => {
    expect(await post('/cgi-bin/message/subscribe/send', { ...message(member()), ...more })).toMatchObject({ errcode })
  })

  it('a punished app sends no message', async () => {
    standIn.state.banned = true
    expect(await post('/cgi-bin/message/subscribe/send', message(member()))).toMatchObject({ errcode: 43107 })
  })

  it.each([
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '王' }, 40169],
    [{ scene: undefined }, 40169],
    [{ page: '/pages/ask/index' }, 41030],
    [{ page: 'pages/ask/index?a=1' }, 41030],
    [{ width: 200 }, 47001],
    [{ env_version: 'live' }, 47001],
  ])('a mini code with %j is refused with %d', async (more, errcode) => {
    const good = { scene: 'x', page: 'pages/ask/index' }
    expect(await post('/wxa/getwxacodeunlimit', { ...good, ...more })).toMatchObject({ errcode })
  })

  it.each([
    [{ content: '' }, 44002],
    [{ content: '好'.repeat(2_501) }, 47001],
    [{ version: 1 }, 43302],
    [{ scene: 5 }, 40129],
    [{ openid: 'x' }, 40003],
  ])('a text with %j is refused with %d', async (more, errcode) => {
    const good = { content: '你好', version: 2, scene: 2, openid: member() }
    expect(await post('/wxa/msg_sec_check', { ...good, ...more })).toMatchObject({ errcode })
  })

  it('a text of somebody who was not there for two hours is refused', async () => {
    const { openid } = standIn.state.user({ lastVisit: clock.now().getTime() - 121 * 60_000 })
    const text = { content: '你好', version: 2, scene: 2, openid }
    expect(await post('/wxa/msg_sec_check', text)).toMatchObject({ errcode: 61010 })
  })
})

import { openWeChat } from '../../../server/platform/wechat/index.ts'
import type { WeChat } from '../../../server/platform/wechat/index.ts'
import { weChatAppsOf } from '../../../server/platform/wechat/app.model.ts'
import { faultIn, openWeChatGround, standingPace } from './line.ts'
import type { WeChatGround } from './line.ts'

let here: WeChatGround
beforeAll(async () => {
  here = await openWeChatGround()
})
beforeEach(() => here.beginAnew())
afterAll(() => here.close())

const TOKEN = '/cgi-bin/stable_token'
const CHECK = '/wxa/checksession'
const MINUTE = 60_000

const call = (wechat: WeChat) => {
  const user = here.standIn.state.users.values().next().value ?? here.standIn.state.user()
  return wechat.checkSession({ openid: user.openid, sessionKey: user.sessionKey })
}

it('fifty processes over two hours fetch one token each 115 minutes, and no call fails', async () => {
  const processes = Array.from({ length: 50 }, () => openWeChat(here.ground, here.standIn.settings, standingPace))
  const fetchedAt: number[] = []
  const began = here.ground.clock.now().getTime()
  for (let minute = 0; minute <= 120; minute += 5) {
    // All of them at once where it is crowded, a few in between.
    const asking = minute % 115 === 0 ? processes : processes.slice(minute % 7, (minute % 7) + 6)
    const before = here.standIn.count(TOKEN)
    expect(await Promise.all(asking.map(call))).toEqual(asking.map(() => true))
    for (let i = before; i < here.standIn.count(TOKEN); i += 1)
      fetchedAt.push((here.ground.clock.now().getTime() - began) / MINUTE)
    here.turn(5)
  }
  expect(fetchedAt).toHaveLength(2)
  expect((fetchedAt[1] ?? 0) - (fetchedAt[0] ?? 0)).toBeGreaterThanOrEqual(115)
})

it('a token that ends in the middle of a call costs exactly one more try', async () => {
  await call(here.wechat)
  here.standIn.turnKnob(CHECK, 'token_revoked_early')
  const [tokens, checks] = [here.standIn.count(TOKEN), here.standIn.count(CHECK)]
  expect(await call(here.wechat)).toBe(true)
  expect(here.standIn.count(TOKEN) - tokens).toBe(1)
  expect(here.standIn.count(CHECK) - checks).toBe(2)
})

it('many that meet a dead token at once fetch one new token', async () => {
  const processes = Array.from({ length: 20 }, () => openWeChat(here.ground, here.standIn.settings, standingPace))
  await Promise.all(processes.map(call))
  for (const token of here.standIn.state.tokens) token.revoked = true
  expect(await Promise.all(processes.map(call))).toEqual(processes.map(() => true))
  expect(here.standIn.count(TOKEN)).toBe(2)
})

it('a holder that died while fetching holds nobody up for longer than its lease', async () => {
  const lease = { holder: 'dead', until: new Date(here.ground.clock.now().getTime() + 15_000) }
  await weChatAppsOf(here.ground).insertOne({ _id: here.standIn.settings.appId, lease })
  expect(await call(here.wechat)).toBe(true)
  expect(here.waits.length).toBeLessThanOrEqual(80)
})

it('the old token serves while somebody else fetches the new one', async () => {
  await call(here.wechat)
  here.turn(117)
  const lease = { holder: 'busy', until: new Date(here.ground.clock.now().getTime() + 15_000) }
  await weChatAppsOf(here.ground).updateOne({}, { $set: { lease } })
  expect(await call(here.wechat)).toBe(true)
  expect(here.standIn.count(TOKEN)).toBe(1)
  expect(here.waits).toEqual([])
})

it('a token that comes with little time left is not asked for again at every call', async () => {
  await call(here.wechat)
  here.turn(115.5)
  // Within WeChat's own five minutes of overlap a server that is late may still give the old one.
  const [old] = here.standIn.state.tokens
  if (old) old.until = here.ground.clock.now().getTime() + 301_000
  await weChatAppsOf(here.ground).updateOne({}, { $set: { refreshAt: here.ground.clock.now() } })
  for (let i = 0; i < 10; i += 1) await call(here.wechat)
  expect(here.standIn.count(TOKEN)).toBe(2)
})

it('lies sealed in the record, and nowhere else', async () => {
  await call(here.wechat)
  const [token] = here.standIn.state.tokens
  const everything = JSON.stringify(await weChatAppsOf(here.ground).find().toArray())
  expect(everything).toContain('"token":"v1.')
  expect(everything).not.toContain(token?.value)
  expect(here.logged()).not.toContain(token?.value)
})

it('a token’s call that fails gives the lease back at once', async () => {
  here.standIn.turnKnob(TOKEN, ...Array.from({ length: 5 }, () => 'reset' as const))
  expect(await faultIn(call(here.wechat))).toMatchObject({ kind: 'transient' })
  expect((await weChatAppsOf(here.ground).findOne({}))?.lease).toBeUndefined()
  expect(await call(here.wechat)).toBe(true)
})

it('never forces a new token and never uses the old way', async () => {
  await call(here.wechat)
  expect(here.standIn.state.heard.filter(({ path }) => path === '/cgi-bin/token')).toEqual([])
  expect(here.standIn.state.heard.some(({ body }) => 'force_refresh' in body)).toBe(false)
})

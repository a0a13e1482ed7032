import type { Page } from 'playwright-core'
import { acceptOffer } from '../../server/dispatch/index.ts'
import { findRequest, requestsOf } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { aCommunity, aRequestAt, standsAt, tap, theRealStation } from '../factories/realStation.ts'
import type { Community } from '../factories/realStation.ts'
import { until } from '../factories/until.ts'

jest.setTimeout(60_000)

/** By then somebody who looks at the page again has the truth, with nobody tapping. */
const SECONDS = { timeout: 8_000 }
const LONG_MS = 60_000

const station = theRealStation('line')

const { picture } = station
const pageOf = ({ code }: RequestDoc) => `requests/pages/one/index?code=${code}`
const taskOf = ({ code }: RequestDoc) => `dispatch/pages/task/index?code=${code}`
const now = async ({ _id }: RequestDoc) => (await findRequest(station.house, _id)) as RequestDoc
const steps = async (request: RequestDoc, step: string) =>
  (await now(request)).history.filter((entry) => entry.step === step).length
const accepted = async (request: RequestDoc, { li }: Community) =>
  acceptOffer(station.house, await now(request), li, `accept.${request._id}`)
const cut = (page: Page) => page.context().setOffline(true)
const mend = (page: Page) => page.context().setOffline(false)

/** What the browser tells a page that is put away or taken up again; asleep its timers stand still. */
async function turnScreen(page: Page, to: 'off' | 'on'): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const tell = (visibility: string) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    }, visibility)
  if (to === 'off') await tell('hidden')
  await browser.send('Page.setWebLifecycleState', { state: to === 'off' ? 'frozen' : 'active' })
  if (to === 'on') await tell('visible')
  await browser.detach()
}

/** The server takes what is sent next, and its answer gets lost on the way. Gives the keys of all that was sent there. */
async function loseAnswer(page: Page, route: string): Promise<string[]> {
  const keys: string[] = []
  await page.route(route, async (one) => {
    if (one.request().method() !== 'POST') return one.fallback()
    keys.push((await one.request().headerValue('idempotency-key')) ?? '')
    if (keys.length > 1) return one.fallback()
    await one.fetch()
    await one.abort()
  })
  return keys
}

test('a phone that slept without a line shows the truth when it wakes', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'open', community)
  const page = await station.open(community.wang, pageOf(request))
  await standsAt(page, '找人')
  await cut(page)
  await turnScreen(page, 'off')
  await accepted(request, community)
  await mend(page)
  await turnScreen(page, 'on')
  await page.getByText('交接码').waitFor(SECONDS)
  await standsAt(page, '有人接')
  await page.context().close()
})

test('after a long time without a line, what was missed stands there as soon as the line is back', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'open', community)
  const page = await station.open(community.wang, pageOf(request), { turnsClock: true })
  await standsAt(page, '找人')
  await cut(page)
  await accepted(request, community)
  // Asked in vain more and more seldom: by its own clock it would ask again in half a minute.
  for (let times = 0; times < 4; times += 1) {
    await Promise.all([page.waitForEvent('requestfailed'), page.clock.fastForward(LONG_MS)])
  }
  await page.getByText('现在连不上').waitFor()
  await picture(page, 'offline')
  await mend(page)
  await page.getByText('交接码').waitFor(SECONDS)
  await page.getByText('现在连不上').waitFor({ state: 'detached' })
  await page.context().close()
})

test('a helper’s step in the lift is laid by, and reported once by itself when the line is back', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(community.li, taskOf(request))
  await page.getByRole('button', { name: '我出发了' }).waitFor()
  await cut(page)
  await tap(page, '我出发了')
  await page.getByText('没有网，记下了，有网就报').waitFor()
  await page.getByText('网好了我自己接上').waitFor()
  await picture(page, 'laid-by')
  expect(await steps(request, 'start')).toBe(0)
  await mend(page)
  await page.getByText('没有网，记下了，有网就报').waitFor({ state: 'detached', ...SECONDS })
  await page.getByRole('button', { name: '我到了', exact: true }).waitFor()
  expect(await steps(request, 'start')).toBe(1)
  await page.context().close()
})

test('where the answer alone got lost, the step goes again under its key and counts once', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(community.li, taskOf(request))
  const keys = await loseAnswer(page, '**/api/**/start')
  await tap(page, '我出发了')
  await page.getByRole('button', { name: '我到了', exact: true }).waitFor()
  await page.getByText('没有网，记下了，有网就报').waitFor({ state: 'detached' })
  await until('it goes again', () => keys.length === 2)
  expect(keys).toEqual([expect.stringMatching(/.{16,}/), keys[0]])
  expect(await steps(request, 'start')).toBe(1)
  await page.context().close()
})

test('a sentence whose answer got lost stays in the field, over a new start too, and is one request when it is sent again', async () => {
  const { wang } = await aCommunity(station.house)
  const asked = () => requestsOf(station.house).countDocuments({ requesterId: wang.id })
  const page = await station.open(wang, 'pages/ask/index')
  await page.getByLabel('您要帮的忙').fill('帮我送一袋米')
  const keys = await loseAnswer(page, '**/api/me/requests')
  await tap(page, '发出去')
  await page.getByText('还没发出去，您的话还在。网好了再点一次，不会发两遍。').waitFor()
  await picture(page, 'unsent')
  expect(await asked()).toBe(1)
  await page.reload()
  expect(await page.getByLabel('您要帮的忙').inputValue()).toBe('帮我送一袋米')
  await tap(page, '发出去')
  await page
    .getByText(/记下了/)
    .first()
    .waitFor()
  expect(keys).toEqual([expect.stringMatching(/.{16,}/), keys[0]])
  expect(await asked()).toBe(1)
  await page.context().close()
})

test('what is tapped while the line is cut is not on the server, says so, and is there once after the next tap', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'delivered', community)
  const page = await station.open(community.wang, pageOf(request))
  await tap(page, '办好了')
  await cut(page)
  await tap(page, /5颗星/)
  await page.getByText('还没发出去').waitFor()
  expect((await now(request)).status).toBe('delivered')
  await mend(page)
  await page.getByText('现在连不上').waitFor({ state: 'detached', ...SECONDS })
  await tap(page, /5颗星/)
  await page.getByText('5 颗星').waitFor()
  expect([await steps(request, 'finish'), (await now(request)).rating]).toEqual([1, 5])
  await page.context().close()
})

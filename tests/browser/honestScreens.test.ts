import type { Page } from 'playwright-core'
import { closeSessionsOf, drawEntryCode, openSession, savePerson } from '../../server/people/index.ts'
import { requestsOf } from '../../server/requests/index.ts'
import { aCommunity, aRequestAt, DESK, seen, standsAt, tap, theRealStation } from '../factories/realStation.ts'

jest.setTimeout(60_000)

const station = theRealStation('honest')

const { picture } = station
const field = (page: Page) => page.getByLabel('您要帮的忙').last()

test('the server goes away while she looks and while she writes: it says so, keeps everything, and goes on by itself', async () => {
  const community = await aCommunity(station.house)
  const { wang } = community
  const request = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(wang, 'pages/ask/index')
  await standsAt(page, '有人接')
  await station.shutDown()
  try {
    await page.getByText('现在连不上').waitFor()
    await page.getByRole('link', { name: /打电话/ }).or(page.getByRole('button', { name: /打电话/ })).first().waitFor()
    await standsAt(page, '有人接')
    await picture(page, 'server-gone')
    await field(page).fill('帮我送一袋米')
    await tap(page, '发出去')
    await page.getByText('还没发出去，您的话还在。网好了再点一次，不会发两遍。').waitFor()
  } finally {
    await station.startAgain()
  }
  await page.getByText('现在连不上').waitFor({ state: 'detached' })
  expect(await field(page).inputValue()).toBe('帮我送一袋米')
  await tap(page, '发出去')
  await page.getByText(/记下了/).first().waitFor()
  expect(await requestsOf(station.house).countDocuments({ requesterId: wang.id, _id: { $ne: request._id } })).toBe(1)
  // Its last words as it went.
  expect(station.takeFaults().filter((fault) => !fault.startsWith('503'))).toEqual([])
  await page.context().close()
}) // prettier-ignore

test('a start without the server: whom to ring, and one button; a server that only stammers is told apart from a dead line', async () => {
  const { wang } = await aCommunity(station.house)
  const page = await station.open(wang, 'pages/ask/index')
  await page.getByText('王阿姨，要帮什么忙？').waitFor()
  await page.route('**/api/**', (one) => one.abort())
  await page.reload()
  await page.getByText('连不上站里。看看手机的网，再点一次。急事请打站里电话。').waitFor()
  await page
    .getByText(/0472-0000000/)
    .first()
    .waitFor()
  await picture(page, 'no-start')
  await page.unrouteAll()
  await page.route('**/api/**', (one) =>
    one.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway' }),
  )
  await tap(page, '再试一次')
  await page.getByText('站里的系统没有回话。过一会儿再试，急事请打电话。').waitFor()
  expect(await page.getByText(/Gateway|502/).count()).toBe(0)
  await picture(page, 'stammers')
  await page.unrouteAll()
  expect(station.takeFaults().filter((fault) => !fault.startsWith('502'))).toEqual([])
  await tap(page, '再试一次')
  await page.getByText('王阿姨，要帮什么忙？').waitFor()
  await page.context().close()
})

test('her session ended while she was writing: the sign-in says why, and behind it her words are still there', async () => {
  const { wang, worker } = await aCommunity(station.house)
  const page = await station.open(wang, 'pages/ask/index')
  await field(page).fill('帮我送一袋面')
  await closeSessionsOf(station.house, wang.id)
  await page.getByText('您已经退出了，请再进来一次。').waitFor()
  await picture(page, 'signed-out')
  const { code } = await drawEntryCode(station.house, wang, { id: worker.id, reason: '到站要的' })
  await page.getByLabel(/登录码/).fill('00000000')
  await tap(page, '登录')
  await page.getByRole('alert').first().waitFor()
  await picture(page, 'wrong-entry-code')
  await page.getByLabel(/登录码/).fill(`${code.slice(0, 4)} ${code.slice(4)}`)
  await tap(page, '登录')
  await page.getByText('王阿姨，要帮什么忙？').waitFor()
  expect(await field(page).inputValue()).toBe('帮我送一袋面')
  expect(await requestsOf(station.house).countDocuments({ requesterId: wang.id })).toBe(0)
  await tap(page, '发出去')
  await page
    .getByText(/记下了/)
    .first()
    .waitFor()
  await page.context().close()
})

test('two pages lie one above the other when her session ends: each asks by a form of its own, and hers lets her in', async () => {
  const { wang, worker } = await aCommunity(station.house)
  const page = await station.open(wang, 'pages/ask/index')
  await tap(page, /别的忙/)
  await page.getByRole('textbox', { name: '用一句话说说' }).fill('帮我看看电表')
  await closeSessionsOf(station.house, wang.id)
  await page.getByRole('button', { name: '请人帮忙' }).filter({ visible: true }).click()
  const code = page.getByLabel(/登录码/).filter({ visible: true })
  await code.waitFor()
  expect(await page.getByLabel(/登录码/).count()).toBe(2)
  expect(await idsThatStandTwice(page)).toEqual([])
  await code.fill((await drawEntryCode(station.house, wang, { id: worker.id, reason: '到站要的' })).code)
  await page.getByRole('button', { name: '登录' }).filter({ visible: true }).click()
  await seen(page.getByRole('textbox', { name: '用一句话说说' }))
  expect(await page.getByRole('textbox', { name: '用一句话说说' }).inputValue()).toBe('帮我看看电表')
  expect(await idsThatStandTwice(page)).toEqual([])
  await page.context().close()
}) // prettier-ignore

const idsThatStandTwice = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at),
  )

test('a worker who is one no longer is signed out of the desk by itself, and the desk’s address is closed to her from then on', async () => {
  const community = await aCommunity(station.house)
  const { worker, stationId } = community
  await aRequestAt(station.house, 'open', community)
  const page = await station.open(worker, 'desk/pages/board/index', { size: DESK })
  await page.getByText('王阿姨').first().waitFor()
  await savePerson(station.house, { id: worker.id, stationId, name: worker.name, role: 'resident' })
  await page.getByText('您已经退出了，请再进来一次。').waitFor()
  await picture(page, 'role-gone')
  expect(await page.getByText('王阿姨').filter({ visible: true }).count()).toBe(0)
  const { token = '' } = (await openSession(station.house, worker.id)) ?? {}
  const home = await station.open(worker, 'desk/pages/board/index', { size: DESK, token })
  await home.getByText('这一页不归您用').waitFor()
  await picture(home, 'not-here')
  await tap(home, '回我的首页')
  await home.getByText('赵社工，要帮什么忙？').waitFor()
  await home.context().close()
  await page.context().close()
})

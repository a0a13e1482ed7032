import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { acceptOffer } from '../../server/dispatch/index.ts'
import { findPerson } from '../../server/people/index.ts'
import { findRequest } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { aCommunity, aRequestAt, tap, theRealStation } from '../factories/realStation.ts'
import type { Community } from '../factories/realStation.ts'

jest.setTimeout(60_000)

const HELPING = 'dispatch/pages/helping/index'

const station = theRealStation('helper')

const { picture } = station
const now = ({ _id }: RequestDoc) => findRequest(station.house, _id)
const taskOf = ({ code }: RequestDoc) => `dispatch/pages/task/index?code=${code}`

/** What this person is asked, by code. */
const isAsked = (page: Page, { code }: RequestDoc) => page.getByRole('button', { name: `我来，〔${code}〕` })

test('two are asked: one says no and is not asked again for it, one not tonight, and neither hears a reproach', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'open', community)
  const page = await station.open(community.li, HELPING)
  await isAsked(page, request).waitFor()
  await page.getByText('为什么问你').waitFor()
  await picture(page, 'offer-real')
  await tap(page, `不接，〔${request.code}〕`)
  await isAsked(page, request).waitFor({ state: 'detached' })
  await page.getByText('现在没有要你帮的').waitFor()
  await picture(page, 'declined')

  const other = await station.open(community.he, HELPING)
  await isAsked(other, request).waitFor()
  await tap(other, '今天不接了')
  await isAsked(other, request).waitFor({ state: 'detached' })
  await picture(other, 'not-tonight')
  const rests = (await findPerson(station.house, community.he.id))?.helper?.pausedUntil
  expect(rests?.getTime()).toBeGreaterThan(station.house.clock.now().getTime())
  expect((await findPerson(station.house, community.li.id))?.helper?.pausedUntil).toBeUndefined()
  expect((await now(request))?.status).toBe('open')
  await Promise.all([page, other].map((one) => one.context().close()))
})

test('he cannot go after all: gives it back with a reason or without, and the errand is sought for again', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(community.li, taskOf(request))
  await page.getByText('6区9栋2单元4楼').waitFor()
  await tap(page, '去不了，还回去')
  const sheet = page.getByRole('dialog')
  await sheet.getByText(/没关系，马上换人/).waitFor()
  await picture(page, 'give-back')
  await sheet.getByRole('button', { name: '临时有事' }).click()
  await sheet.getByRole('button', { name: '还回去' }).click()
  await sheet.waitFor({ state: 'detached' })
  expect(await page.getByText('2单元').count()).toBe(0)
  await picture(page, 'given-back')
  const back = await now(request)
  expect([back?.status, back?.assignee]).toEqual(['open', undefined])
  await page.context().close()
})

test('his terms are his: skills, zones, hours and a rest are kept as he set them, and are there when he comes again', async () => {
  const { li } = await aCommunity(station.house)
  const page = await station.open(li, 'dispatch/pages/terms/index')
  const choose = (group: string, name: string) =>
    page.getByRole('group', { name: group }).getByRole('button', { name, exact: true }).click()
  await choose('我能帮的', '取送快递')
  await choose('我常跑的片区', '6区')
  await tap(page, '加一段')
  await page.getByLabel('第1段，从').selectOption('09:00')
  await page.getByLabel('第1段，到').selectOption('18:00')
  await choose('歇一歇', '歇一周')
  await picture(page, 'terms')
  await tap(page, '存好')
  await page.getByText('存好了').waitFor()
  const { helper } = (await findPerson(station.house, li.id)) ?? {}
  expect(helper).toMatchObject({ skills: ['parcel'], zones: ['6'], freeHours: [{ from: '09:00', to: '18:00' }] })
  // Until eight in the morning of that day.
  expect(helper?.pausedUntil).toEqual(new Date('2099-11-29T08:00:00+08:00'))

  await page.reload()
  await page.getByRole('group', { name: '我能帮的' }).waitFor()
  expect(await page.getByLabel('第1段，从').inputValue()).toBe('09:00')
  const on = page.getByRole('group', { name: '我能帮的' }).getByRole('button', { pressed: true })
  expect(await on.allTextContents()).toEqual(['取送快递'])
  await choose('歇一歇', '不歇')
  await tap(page, '存好')
  await page.getByText('存好了').waitFor()
  expect((await findPerson(station.house, li.id))?.helper?.pausedUntil).toBeUndefined()
  await page.context().close()
})

test('nobody opens and there is no code: a photo of what stands at the door hands it over, and she sees the picture', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(community.li, taskOf(request))
  await tap(page, '已经交给对方了')
  await tap(page, '拍张照片交')
  await tap(page, '放门口了')
  await picture(page, 'by-photo')
  const buffer = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#1e6b4a' } }).jpeg().toBuffer() // prettier-ignore
  await page.getByLabel(/拍一张/).setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '看看要帮的' }).waitFor()
  await picture(page, 'handed-over-by-photo')
  expect((await now(request))?.status).toBe('delivered')
  await page.context().close()

  const hers = await station.open(community.wang, `requests/pages/one/index?code=${request.code}`)
  await hers.getByText('来的人拍的，您看看到了没有：').waitFor()
  await hers.getByRole('button', { name: /照片，第 1 张/ }).waitFor()
  await picture(hers, 'photo-seen-by-her')
  await hers.context().close()
})

test('what he did stands in his record once she has said that it came, and not before', async () => {
  const community = await aCommunity(station.house)
  const came = await aRequestAt(station.house, 'done', community)
  const waits = await aRequestAt(station.house, 'delivered', community)
  const page = await station.open(community.li, HELPING)
  await tap(page, '服务记录')
  await page.getByText('2099年11月').waitFor()
  await page.getByText('1单').first().waitFor()
  const counted = await page.locator('.card', { has: page.locator('.state-done') }).count()
  expect(counted).toBe(1)
  expect(await page.getByText('王阿姨').count()).toBe(0)
  await picture(page, 'record')
  expect([(await now(came))?.status, (await now(waits))?.status]).toEqual(['done', 'delivered'])
  await page.context().close()
})

test('taken by somebody else while he looked at it: his page says so kindly and keeps the door closed', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'open', community)
  const page = await station.open(community.he, HELPING)
  await isAsked(page, request).waitFor()
  // Between his tap and the server's ear: later, the page would have taken the offer away by itself.
  await page.route('**/api/me/offers/*/acceptance', async (route) => {
    await takenByLi(community, request)
    await route.continue()
  })
  await tap(page, `我来，〔${request.code}〕`)
  await page.getByText('这单刚有人接了，谢谢你。下一单先问你。').waitFor()
  await picture(page, 'too-late-real')
  expect(await page.getByText('2单元').count()).toBe(0)
  await page.context().close()
})

async function takenByLi({ li }: Community, request: RequestDoc): Promise<void> {
  await acceptOffer(station.house, (await now(request)) as RequestDoc, li, `accept.${request._id}`)
}

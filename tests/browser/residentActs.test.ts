import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { findPerson } from '../../server/people/index.ts'
import { findRequest, requestsOf } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { aCommunity, aRequestAt, seen, standsAt, tap, theRealStation } from '../factories/realStation.ts'

jest.setTimeout(60_000)

const station = theRealStation('resident')

const pageOf = ({ code }: RequestDoc) => `requests/pages/one/index?code=${code}`
const state = async ({ _id }: RequestDoc) => (await findRequest(station.house, _id))?.status
/** A picture that tells which phone took it. */
async function aPhotoFile() {
  const drawn = sharp({ create: { width: 320, height: 240, channels: 3, background: '#b4400f' } })
  const buffer = await drawn
    .withExif({ IFD0: { Model: 'SECRETPHONE' } })
    .jpeg()
    .toBuffer()
  return { name: 'tap.jpg', mimeType: 'image/jpeg', buffer }
}

const { picture } = station

test('brought and not right: she says what is missing within the week, and somebody is sought again', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'done', community)
  const page = await station.open(community.wang, pageOf(request))
  await page.getByText(/以前都可以说“没办好”/).waitFor()
  await tap(page, '没办好')
  await page.getByRole('dialog').waitFor()
  await picture(page, 'reopen')
  await page.getByRole('dialog').getByRole('button', { name: '少了东西' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await standsAt(page, '找人')
  expect(await state(request)).toBe('open')
  await picture(page, 'reopened')
  await page.context().close()
})

test('brought and right: she says so and gives her stars in the same tap', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'delivered', community)
  const page = await station.open(community.wang, pageOf(request))
  await tap(page, '办好了')
  await picture(page, 'stars')
  await tap(page, /4颗星/)
  await page.getByText('4 颗星').waitFor()
  expect(await findRequest(station.house, request._id)).toMatchObject({ status: 'done', rating: 4 })
  await page.context().close()
})

test('more money and a word more, while somebody is sought: the request carries both', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'open', community)
  const page = await station.open(community.wang, pageOf(request))
  await tap(page, '改一改')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/多少钱以内/).fill('20')
  await sheet.getByLabel(/还有要说的/).fill('要熟一点的')
  await picture(page, 'change')
  await sheet.getByRole('button', { name: '改好了' }).click()
  await sheet.waitFor({ state: 'detached' })
  expect(await findRequest(station.house, request._id)).toMatchObject({ budgetFen: 2_000, status: 'open' })
  await tap(page, '改一改')
  await page.getByRole('dialog').getByText('“要熟一点的”').waitFor()
  await page.context().close()
})

test('no longer wanted while the helper is on the way: one question first, then it is over, and he is told', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(community.wang, pageOf(request))
  const sheet = page.getByRole('dialog')
  await tap(page, '取消')
  await sheet.getByRole('button', { name: '还是要' }).click()
  await sheet.waitFor({ state: 'detached' })
  expect(await state(request)).toBe('accepted')
  await tap(page, '取消')
  await picture(page, 'cancel')
  await sheet.getByRole('button', { name: '真的不要了' }).click()
  await standsAt(page, '取消了')
  expect(await state(request)).toBe('cancelled')
  const told = await station.house.outgoing()
  expect(told.filter(({ about, to }) => about === request._id && to[0]?.personId === community.li.id)).not.toEqual([])
  await page.context().close()
})

test('a photo of what is meant is put on the request, without where it was taken, and taken away again', async () => {
  const community = await aCommunity(station.house)
  const request = await aRequestAt(station.house, 'open', community)
  const page = await station.open(community.wang, pageOf(request))
  await page.getByLabel(/放张照片/).setInputFiles(await aPhotoFile())
  const shown = page.getByRole('button', { name: /照片，第 1 张/ })
  await shown.waitFor()
  await picture(page, 'photo')
  await shown.click()
  await tap(page, '拿掉这张')
  await tap(page, '真的拿掉')
  await shown.waitFor({ state: 'detached' })
  expect((await findRequest(station.house, request._id))?.photos ?? []).toEqual([])
  await page.context().close()
})

test('a photo beside what she has not sent yet outlives a reload, goes with her words, and is gone from the phone when she leaves', async () => {
  const { wang } = await aCommunity(station.house)
  const page = await station.open(wang, 'pages/ask/index')
  const tray = page.getByRole('list', { name: '要一起发的照片' }).locator('img')
  const choose = async () => page.getByLabel('放张照片', { exact: true }).setInputFiles(await aPhotoFile())
  await page.getByLabel('您要帮的忙').fill('帮我送一袋这样的米')
  await choose()
  await photosKept(page, 1)
  await page.reload()
  await tray.waitFor()
  expect(await tray.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(320)
  expect(await page.getByLabel('您要帮的忙').inputValue()).toBe('帮我送一袋这样的米')
  await picture(page, 'photo-after-reload')
  await tap(page, '发出去')
  await page.getByRole('button', { name: /照片，第 1 张/ }).first().waitFor()
  await photosKept(page, 0)
  const asked = await requestsOf(station.house).findOne({ requesterId: wang.id })
  expect(asked?.photos).toHaveLength(1)

  await tap(page, '说别的事')
  await choose()
  await photosKept(page, 1)
  await tap(page, '我的')
  await tap(page, '退出')
  await seen(page.getByText('登录码（八位数字）'))
  await photosKept(page, 0)
  await page.context().close()
}) // prettier-ignore

/** So many photos lie in this browser. */
async function photosKept(page: Page, count: number): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    // Whoever opens what is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'yimin')) return wanted === 0
    const database = await new Promise<IDBDatabase>((opened) => {
      const asked = indexedDB.open('yimin')
      asked.onsuccess = () => opened(asked.result)
    })
    const lying = await new Promise<number>((counted) => {
      const asked = database.transaction('photos').objectStore('photos').count()
      asked.onsuccess = () => counted(asked.result)
    })
    database.close()
    return lying === wanted
  }, count)
}

test('for her mother, who lives elsewhere: one tap names her, and her own door is where it goes', async () => {
  const { wang } = await aCommunity(station.house)
  const page = await station.open(wang, 'requests/pages/form/index')
  await tap(page, /买菜买米/)
  await tap(page, /^米/)
  await page.getByRole('group', { name: '给谁？' }).getByRole('button', { name: '妈妈' }).click()
  await picture(page, 'for-mother')
  await seen(page.getByText(/您看一遍：.*妈妈/))
  await tap(page, '请人帮忙')
  await standsAt(page, '找人')
  const asked = await requestsOf(station.house).findOne({ requesterId: wang.id })
  expect(asked).toMatchObject({ status: 'open', place: { zone: '7', building: '5' }, beneficiary: '妈妈' })
  await page.context().close()
})

test('her data: who looked and why, a wrong number put right, a copy taken away, and all of it erased', async () => {
  const { wang, worker } = await aCommunity(station.house)
  const desk = await station.open(worker, `people/pages/person/index?id=${wang.id}`)
  await tap(desk, '看一次')
  await desk.getByLabel('为什么').fill('电话回访')
  await desk.getByRole('dialog').getByRole('button', { name: '看一次' }).click()
  await desk.getByText('13812345678').waitFor()
  await desk.context().close()

  const page = await station.open(wang, 'me/pages/data/index')
  await page.getByText('赵社工（社工）').waitFor()
  await page.getByText('电话回访').first().waitFor()
  await page.getByText('6区9栋2单元4楼').first().waitFor()
  await picture(page, 'data')
  await tap(page, '哪里不对，去改')
  await tap(page, '改电话')
  await page.getByRole('dialog').getByLabel('电话').fill('13900001111')
  await page.getByRole('dialog').getByRole('button', { name: '存好' }).click()
  await page.getByText('13900001111').first().waitFor()

  await tap(page, '看我的数据')
  const [file] = await Promise.all([page.waitForEvent('download'), tap(page, '带走一份')])
  const copy = readFileSync(await file.path(), 'utf8')
  expect(copy).toContain('13900001111')
  expect(copy).not.toContain('13812345678')
  await tap(page, '删掉我的资料')
  await picture(page, 'erase')
  await tap(page, '我知道了，要删')
  await tap(page, '真的删掉')
  await seen(page.getByText(/您的资料都删掉了/))
  await seen(page.getByText('登录码（八位数字）'))
  await picture(page, 'erased-real')
  expect(await findPerson(station.house, wang.id)).toBeUndefined()
  await page.context().close()
})

import { existsSync } from 'node:fs'
import type { Browser, Locator, Page, Request } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import type { ExampleSite } from './exampleSite.ts'
import { settled, signedIn, visit } from './pages.ts'

jest.setTimeout(120_000)

/** From a cold start to what becomes of it, sending included. */
const AT_MOST = 3

let browser: Browser
let site: ExampleSite
let page: Page

beforeAll(async () => {
  if (!existsSync('miniprogram/dist/h5/index.html')) throw new Error('npm run build:h5 -w miniprogram comes first')
  site = await openExampleSite()
  browser = await openBrowser()
  page = await (await signedIn(browser, 'resident', true)).newPage()
  await page.setViewportSize({ width: 320, height: 568 })
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** What is chosen under each tile, if anything; `write` is a tap into the field and words, where a tile is for what has no name. */
const WAYS: { tile: string; choose?: string | RegExp; write?: string; sent: object }[] = [
  { tile: '买菜买米', choose: '鸡蛋', sent: { kind: 'groceries', items: [{ name: '鸡蛋', quantity: 1, unit: '斤' }] } },
  { tile: '买菜买米', choose: /^和上次一样/, sent: { kind: 'groceries' } },
  { tile: '送药取药', choose: '去医院取药', sent: { kind: 'medicine', note: '去医院取药' } },
  { tile: '修东西', choose: '水管漏水', sent: { kind: 'repair', note: '水管漏水' } },
  { tile: '陪看病', choose: '坐轮椅', sent: { kind: 'escort', note: '坐轮椅', when: { choice: 'tomorrow_morning' } } },
  { tile: '打扫做饭', choose: '擦窗户', sent: { kind: 'cleaning', note: '擦窗户' } },
  { tile: '取送快递', choose: '取快递', sent: { kind: 'parcel', note: '取快递' } },
  { tile: '照看陪伴', choose: '照看老人', sent: { kind: 'nursing' } },
  { tile: '照看陪伴', choose: '看孩子', sent: { kind: 'childcare' } },
  { tile: '照看陪伴', choose: '陪着说说话', sent: { kind: 'company' } },
  { tile: '别的忙', choose: '交水电费', sent: { kind: 'errand', note: '交水电费' } },
  { tile: '别的忙', choose: '教用手机', sent: { kind: 'phone_help' } },
  { tile: '别的忙', write: '帮我看看电表', sent: { kind: 'other', note: '帮我看看电表' } },
]

test.each(WAYS)('$tile ($sent.kind): asked for in three taps, nothing sent that was not read back', async (way) => {
  let taps = 0
  const tap = async (one: Locator) => {
    taps += 1
    await one.click()
  }
  const bodies: object[] = []
  const note = (request: Request) => {
    if (request.method() === 'POST' && request.url().endsWith('/requests/form')) bodies.push(request.postDataJSON() as object)
  }
  page.on('request', note)
  await visit(page, site.url, 'pages/ask/index')
  await tap(page.getByRole('button', { name: way.tile, exact: true }))
  await settled(page)
  if (way.choose !== undefined) await tap(page.getByRole('button', { name: way.choose, exact: true }).first())
  if (way.write !== undefined) {
    const field = page.getByRole('textbox', { name: '用一句话说说' })
    await tap(field)
    await field.pressSequentially(way.write)
  }
  const send = page.getByRole('button', { name: '请人帮忙' })
  const said = page.locator('.bar-readback')
  for (const each of [said, send]) expect(await isOnScreen(each)).toBe(true)
  expect(await said.innerText()).toContain('您看一遍')
  if (typeof way.choose === 'string') expect(await said.innerText()).toContain(way.choose)
  if (way.write !== undefined) expect(await said.innerText()).toContain(way.write)
  await tap(send)
  await page.waitForFunction(() => location.hash.startsWith('#/requests/pages/one/'))
  page.off('request', note)
  expect(taps).toBeLessThanOrEqual(AT_MOST)
  expect(bodies).toMatchObject([{ ...way.sent, agreed: true }])
}) // prettier-ignore

test('every tile of the first page is among them', async () => {
  await visit(page, site.url, 'pages/ask/index')
  const tiles = await page.locator('.choice-doors .option-word').allInnerTexts()
  expect(tiles).toEqual([...new Set(WAYS.map(({ tile }) => tile))])
})

async function isOnScreen(one: Locator): Promise<boolean> {
  const box = await one.boundingBox()
  const size = page.viewportSize()
  return box !== null && size !== null && box.height > 10 && box.y >= 0 && box.y + box.height <= size.height + 1
}

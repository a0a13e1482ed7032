import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import type { ExampleSite } from './exampleSite.ts'
import { signedIn } from './pages.ts'
import { EXTREME_SIZES, setTextSize } from './sizes.ts'
import type { TextSize } from './sizes.ts'

jest.setTimeout(120_000)

const LARGEST = EXTREME_SIZES.at(-1) as TextSize
const NO = { approve: false, reject: false, assign: false, release: false, finish: false, cancel: false, reopen: false, amend: true, own: true, note: true } // prettier-ignore
const someone = (name: string) => ({ id: name, name })

const onBoard = (i: number) => ({
  code: `A${101 + i}`, status: 'reviewing', statusWord: '站里在看', step: 0, category: 'produce', kindWord: '买菜送菜',
  summary: '西红柿、青椒、黄瓜，共15元内', place: '6区9栋', zone: '6', whenWord: '今天上午', channelWord: '群里', urgent: i === 0, late: i === 0,
  missing: [], reviewReasons: ['金额偏大'], requester: someone('王阿姨'), owner: someone('赵老师'), dueAt: '2026-11-22T10:05:00+08:00',
  createdAt: '2026-11-22T10:00:00+08:00', version: 1, abilities: { ...NO, approve: true },
}) // prettier-ignore

let site: ExampleSite
let browser: Browser
let page: Page

beforeAll(async () => {
  site = await openExampleSite()
  browser = await openBrowser()
  const context = await signedIn(browser, 'station_worker')
  page = await context.newPage()
  const lists: [string, unknown[]][] = [
    ['alarms', []],
    ['requests', Array.from({ length: 300 }, (_, i) => onBoard(i))],
  ]
  for (const [name, items] of lists) {
    await page.route(new RegExp(`/api/${name}\\?`), (route) => route.fulfill({ json: { items, nextCursor: null } }))
  }
  // The desk lies behind the second factor; here she has proved it.
  await page.route(/\/api\/me$/, async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ json: { ...((await reply.json()) as object), secondFactorNeeded: false } })
  })
  await page.setViewportSize({ width: 390, height: 844 })
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function open(name: string): Promise<void> {
  // Another document each time: the hash alone would only turn the page.
  await page.goto(`${site.url}/?${name}${Math.random()}#/desk/pages/${name}/index`)
  await page.locator('.board-row').nth(1).waitFor()
}

/** Rows that stand on the screen as a whole. */
const wholeRows = () =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.board-row')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return top >= 0 && bottom <= window.innerHeight
      }).length,
  )

test('at the largest text of all a phone shows two whole cards of the queue at once', async () => {
  await open('queue')
  await setTextSize(page, LARGEST)
  expect(await wholeRows()).toBeGreaterThanOrEqual(2)
})

test('and so does the board, below its search and its heads', async () => {
  await open('board')
  await setTextSize(page, LARGEST)
  expect(await wholeRows()).toBeGreaterThanOrEqual(1)
  await setTextSize(page, { name: 'normal', scale: 1, large: false })
  expect(await wholeRows()).toBeGreaterThanOrEqual(4)
})

describe('a long list', () => {
  const drawn = () => page.locator('.board-row').count()
  const tell = (code: string) => page.locator(`[id$="-row-${code}"]`)

  test('draws what is near the eye and counts all; what is away comes by rolling', async () => {
    await open('board')
    expect(await drawn()).toBeLessThan(60)
    expect(await page.locator('.board-item').first().getAttribute('aria-setsize')).toBe('300')
    await tell('A101').hover()
    for (let i = 0; i < 40 && !(await tell('A400').isVisible()); i += 1) {
      await page.mouse.wheel(0, 2_000)
      await page.waitForFunction(() => document.querySelectorAll('.board-row').length > 0)
    }
    await tell('A400').waitFor()
    expect(await page.locator('.board-item').last().getAttribute('aria-posinset')).toBe('300')
    expect(await drawn()).toBeLessThan(60)
  })

  test('leaves the words of what is away to the browser’s own search', async () => {
    await open('board')
    const away = page.locator('.chunk-away > div').last()
    expect(await away.getAttribute('hidden')).toBe('until-found')
    expect(await away.textContent()).toContain('A400 王阿姨')
    // What a browser does when its search has found something in there.
    await away.evaluate((node) => {
      node.dispatchEvent(new Event('beforematch'))
      node.parentElement?.scrollIntoView()
    })
    await tell('A400').waitFor({ state: 'attached' })
  })
})

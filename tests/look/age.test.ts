import { existsSync } from 'node:fs'
import type { Browser, Locator } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import type { ExampleSite } from './exampleSite.ts'
import { lookAtAll } from './lookAt.ts'
import { declaredPages, signedIn, visit } from './pages.ts'
import { EXTREME_SCREENS, EXTREME_SIZES } from './sizes.ts'

jest.setTimeout(120_000)

/** Enterprises see what volunteers see, supervisors what workers see; `npm run check:age` asks them all. */
const CI_LOOKERS = ['stranger', 'unproven', 'resident', 'volunteer', 'station_worker', 'station_director'] as const

let browser: Browser
let site: ExampleSite

beforeAll(async () => {
  if (!existsSync('miniprogram/dist/h5/index.html')) throw new Error('npm run build:h5 -w miniprogram comes first')
  site = await openExampleSite()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test('every page of every role can be read and tapped at the smallest and the largest text, on narrow and wide phones', async () => {
  const grid = { screens: EXTREME_SCREENS, sizes: EXTREME_SIZES, schemes: ['light'] as const, lookers: CI_LOOKERS }
  const looks = await lookAtAll(browser, site.url, await declaredPages(), grid)
  expect(looks.length).toBeGreaterThan(1)
  expect(looks.filter(({ faults }) => faults.length > 0)).toEqual([])
})

test('what opens on the pages where most is decided can be read and tapped by those who read largest', async () => {
  const pages = ['requests/pages/one/index', 'dispatch/pages/task/index']
  const largest = { screens: EXTREME_SCREENS.slice(0, 1), sizes: EXTREME_SIZES.slice(-1), schemes: ['light'] as const }
  const grid = { ...largest, opened: { ...largest, deepest: 1 }, lookers: ['resident', 'volunteer'] as const }
  const looks = await lookAtAll(browser, site.url, pages, grid)
  expect(looks.filter(({ address }) => address.includes(' › ')).length).toBeGreaterThan(3)
  expect(looks.filter(({ faults }) => faults.length > 0)).toEqual([])
})

describe('for somebody who opens it for the first time', () => {
  test('larger text is one tap away on the first page and in her own settings, and stays after the next start', async () => {
    const context = await signedIn(browser, 'resident')
    const page = await context.newPage()
    const isLarge = () => page.locator('.page.large').count()
    await visit(page, site.url, 'me/pages/home/index')
    expect(await page.locator('.column').getByRole('button', { name: '换成长辈版' }).count()).toBe(1)
    await visit(page, site.url, 'pages/ask/index')
    expect(await isLarge()).toBe(0)
    await page.getByRole('button', { name: '换成长辈版' }).click()
    expect(await isLarge()).toBe(1)
    await visit(page, site.url, 'pages/ask/index')
    expect(await isLarge()).toBe(1)
    expect(
      await page.locator('.greeting').evaluate((each) => parseFloat(getComputedStyle(each).fontSize)),
    ).toBeGreaterThan(30)
    await context.close()
  })

  test('help is asked for and agreed in three taps from a cold start, and a person is one tap away on every page', async () => {
    const context = await signedIn(browser, 'resident')
    const page = await context.newPage()
    let taps = 0
    const tap = async (one: Locator) => {
      taps += 1
      await one.click()
    }
    await visit(page, site.url, 'pages/ask/index')
    const field = page.getByRole('textbox')
    await tap(field)
    await field.pressSequentially('家里没有米了')
    await tap(page.getByRole('button', { name: '发出去' }))
    await tap(page.locator('.speech').getByRole('button', { name: /^对，就这样/ }))
    await page.locator('.reply-text').waitFor()
    expect(taps).toBeLessThanOrEqual(3)
    for (const address of ['pages/ask/index', 'requests/pages/one/index', 'me/pages/home/index']) {
      await visit(page, site.url, address)
      expect([address, await page.locator('a[href^="tel:"]').first().isVisible()]).toEqual([address, true])
    }
    await context.close()
  })
})

import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import type { ExampleSite } from './exampleSite.ts'
import { lookAtAll } from './lookAt.ts'
import { declaredPages } from './pages.ts'
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

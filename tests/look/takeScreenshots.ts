import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { words } from '../../miniprogram/src/words.ts'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import { declaredPages, isForOthers, LOOKERS, pagesFor, signedIn, visit } from './pages.ts'

const FOLDER = path.resolve('.data/screenshots')
const SCREENS = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]
/** Long pages are shown whole up to this height, px. */
const TALLEST = 8_000

/** `npm run screenshots`: every page of every role for a person to look at, `.data/screenshots/<role>/<page>-<width>-<size>.png`. */
async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  const site = await openExampleSite()
  const browser = await openBrowser()
  let taken = 0
  try {
    for (const looker of LOOKERS) {
      mkdirSync(path.join(FOLDER, looker), { recursive: true })
      for (const size of ['normal', 'large'] as const) {
        const context = await signedIn(browser, looker, size === 'large')
        const page = await context.newPage()
        for (const address of pagesFor(looker, await declaredPages())) {
          await visit(page, site.url, address)
          if (await isForOthers(page, words.notHereTitle)) continue
          for (const screen of SCREENS) {
            const name = address.replace(/(^pages\/|\/pages|\/index$)/g, '').replaceAll('/', '.')
            await takeWhole(page, screen, path.join(FOLDER, looker, `${name}-${screen.width}-${size}.png`))
            taken += 1
          }
        }
        await context.close()
      }
    }
  } finally {
    await browser.close()
    await site.close()
  }
  process.stdout.write(`${taken} screenshots in ${FOLDER}\n`)
}

/** The page scrolls inside of Taro's box: the screen grows until all of it is there. */
async function takeWhole(page: Page, screen: { width: number; height: number }, file: string): Promise<void> {
  await page.setViewportSize(screen)
  const needed = await page.evaluate(() => document.querySelector('.page')?.scrollHeight ?? 0)
  await page.setViewportSize({ ...screen, height: Math.min(Math.max(screen.height, needed), TALLEST) })
  await page.screenshot({ path: file })
}

void main()

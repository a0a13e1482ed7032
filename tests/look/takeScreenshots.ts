import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { words } from '../../miniprogram/src/words.ts'
import { openExampleSite } from './exampleSite.ts'
import { declaredPages, isForOthers, LOOKERS, openBrowser, settled, signedIn, visit } from './pages.ts'
import { setTextSize } from './sizes.ts'

const FOLDER = path.resolve('.data/screenshots')
const SCREENS = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]
const SIZES = [
  { name: 'normal', scale: 1, large: false },
  { name: 'large', scale: 1, large: true },
]

/** `npm run screenshots`: every page of every role for a person to look at, `.data/screenshots/<role>/<page>-<width>-<size>.png`. */
async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  const site = await openExampleSite()
  const browser = await openBrowser()
  let taken = 0
  try {
    for (const looker of LOOKERS) {
      const folder = path.join(FOLDER, looker)
      mkdirSync(folder, { recursive: true })
      const context = await signedIn(browser, looker)
      const page = await context.newPage()
      for (const address of await declaredPages()) {
        await visit(page, site.url, address)
        if (await isForOthers(page, words.notHereTitle)) continue
        for (const screen of SCREENS) {
          await page.setViewportSize(screen)
          for (const size of SIZES) {
            await setTextSize(page, size)
            await settled(page)
            const name = address.replace(/(^pages\/|\/pages|\/index$)/g, '').replaceAll('/', '.')
            const file = path.join(folder, `${name}-${screen.width}-${size.name}.png`)
            await page.screenshot({ path: file, fullPage: true })
            taken += 1
          }
        }
      }
      await context.close()
    }
  } finally {
    await browser.close()
    await site.close()
  }
  process.stdout.write(`${taken} screenshots in ${FOLDER}\n`)
}

void main()

import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import { lookAtAll } from './lookAt.ts'
import { declaredPages } from './pages.ts'
import { ALL_SCREENS, ALL_SIZES } from './sizes.ts'

/** `npm run check:age`: every page of every role on the whole grid of screens, text sizes and schemes; a line for each page. */
async function main(): Promise<void> {
  const browser = await openBrowser()
  const pages = await declaredPages()
  let faulty = 0
  try {
    for (const fill of ['full', 'bare'] as const) {
      const site = await openExampleSite(fill)
      const grid = { screens: ALL_SCREENS, sizes: ALL_SIZES, schemes: ['light', 'dark'] as const }
      await lookAtAll(browser, site.url, pages, grid, ({ looker, address, looks, faults }) => {
        if (faults.length > 0) faulty += 1
        const verdict = faults.length === 0 ? 'held' : `MISSED, ${faults.length} faults`
        process.stdout.write(`${looker} ${address} (${fill}), ${looks} looks: ${verdict}\n`)
        for (const fault of faults) process.stdout.write(`    ${fault}\n`)
      })
      await site.close()
    }
  } finally {
    await browser.close()
  }
  process.exitCode = faulty === 0 ? 0 : 1
}

void main()

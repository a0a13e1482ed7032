import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import { lookAtAll } from './lookAt.ts'
import type { Grid } from './lookAt.ts'
import { declaredPages, LOOKERS } from './pages.ts'
import { ALL_SCREENS, ALL_SIZES, EXTREME_SCREENS, EXTREME_SIZES } from './sizes.ts'

const ALL = { screens: ALL_SCREENS, sizes: ALL_SIZES, schemes: ['light', 'dark'] as const }
const QUICK = { screens: EXTREME_SCREENS, sizes: EXTREME_SIZES, schemes: ['light'] as const }

/**
 * `npm run check:age`: every page of every role, and what opens on it by taps, on the whole grid of screens, text sizes and
 * schemes; a line for each. Names of roles and parts of addresses choose some of them, `quick` only the corners of the grid:
 * `npm run check:age -- quick volunteer dispatch/`.
 */
async function main(asked: readonly string[]): Promise<void> {
  const lookers = LOOKERS.filter((looker) => asked.includes(looker))
  const parts = asked.filter((word) => word !== 'quick' && !LOOKERS.some((looker) => looker === word))
  const pages = (await declaredPages()).filter(
    (page) => parts.length === 0 || parts.some((part) => page.includes(part)),
  )
  const looks = asked.includes('quick') ? QUICK : ALL
  const grid: Grid = { ...looks, opened: { ...looks, sizes: EXTREME_SIZES }, ...(lookers.length > 0 && { lookers }) }
  const browser = await openBrowser()
  let faulty = 0
  try {
    for (const fill of ['full', 'bare'] as const) {
      const site = await openExampleSite(fill)
      await lookAtAll(browser, site.url, pages, grid, ({ looker, address, looks: seen, faults }) => {
        if (faults.length > 0) faulty += 1
        const verdict = faults.length === 0 ? 'held' : `MISSED, ${faults.length} faults`
        process.stdout.write(`${looker} ${address} (${fill}), ${seen} looks: ${verdict}\n`)
        for (const fault of faults) process.stdout.write(`    ${fault}\n`)
      })
      await site.close()
    }
  } finally {
    await browser.close()
  }
  process.stdout.write(faulty === 0 ? 'all held\n' : `${faulty} MISSED\n`)
  process.exitCode = faulty === 0 ? 0 : 1
}

// Run by `node -e`: no script stands between node and the words.
void main(process.argv.slice(1))

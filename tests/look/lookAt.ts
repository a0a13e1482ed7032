import type { Browser, Page } from 'playwright-core'
import { words } from '../../miniprogram/src/words.ts'
import { isForOthers, LOOKERS, pagesFor, signedIn, visit } from './pages.ts'
import type { Looker } from './pages.ts'
import { probe } from './probe.ts'
import { setTextSize } from './sizes.ts'
import { statesByTaps } from './taps.ts'
import type { TextSize } from './sizes.ts'

export interface Look {
  looker: Looker
  address: string
  looks: number
  /** A sentence each, with the screen and the text size. */
  faults: string[]
}

export interface Grid {
  /** Everybody unless named. */
  lookers?: readonly Looker[]
  screens: readonly { width: number; height: number }[]
  sizes: readonly TextSize[]
  schemes: readonly ('light' | 'dark')[]
  /** Looks at what opens by taps too, on these screens and sizes. */
  opened?: Pick<Grid, 'screens' | 'sizes' | 'schemes'> & { deepest?: number }
}

/** As many people look at once as a small machine bears. */
const AT_ONCE = 2

/** Who has another place on her way through the product has the same sheets behind the same buttons. */
const PLACES = '.places, .places *'

/** Pages as somebody sees them, and what they show apart from the way to other places: each is looked at once. */
interface Seen {
  shapes: Set<string>
  bodies: Set<string>
}

/** Looks at every page as everybody who may see it, on every screen of the grid; tells of each page as soon as it is seen. */
export async function lookAtAll(
  browser: Browser,
  siteUrl: string,
  pages: readonly string[],
  grid: Grid,
  tell: (look: Look) => void = () => undefined,
): Promise<Look[]> {
  const looks: Look[] = []
  const seen: Seen = { shapes: new Set(), bodies: new Set() }
  const waiting = [...(grid.lookers ?? LOOKERS)]
  const lookOn = async () => {
    for (let looker = waiting.shift(); looker !== undefined; looker = waiting.shift()) {
      const addresses = pagesFor(looker, pages)
      for await (const look of looksOf(browser, siteUrl, looker, addresses, grid, seen)) {
        looks.push(look)
        tell(look)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lookOn))
  return looks
}

async function* looksOf(
  browser: Browser,
  siteUrl: string,
  looker: Looker,
  addresses: readonly string[],
  grid: Grid,
  seen: Seen,
): AsyncGenerator<Look> {
  const context = await signedIn(browser, looker)
  const page = await context.newPage()
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(`throws: ${error.message}`))
  for (const address of addresses) {
    await visit(page, siteUrl, address)
    const shape = await shapeOf(page, address)
    if (seen.shapes.has(shape)) continue
    seen.shapes.add(shape)
    const body = await shapeOf(page, address, PLACES)
    const { looks, faults } = await lookAt(page, grid)
    yield { looker, address, looks, faults: [...faults, ...thrown.splice(0)] }
    if (grid.opened === undefined || seen.bodies.has(body)) continue
    seen.bodies.add(body)
    for await (const { by } of statesByTaps(page, siteUrl, address, grid.opened.deepest)) {
      const state = await shapeOf(page, address, PLACES)
      if (seen.bodies.has(state)) continue
      seen.bodies.add(state)
      const opened = await lookAt(page, grid.opened)
      const faultsThere = [...opened.faults, ...thrown.splice(0)]
      yield { looker, address: `${address} › ${by}`, looks: opened.looks, faults: faultsThere }
    }
  }
  await context.close()
}

/** Two people who see the same page but for their names need one look. What is no page of theirs is the same page everywhere. */
async function shapeOf(page: Page, address: string, except?: string): Promise<string> {
  const elements = await page.evaluate(
    (left) =>
      [...document.querySelectorAll('.page *')]
        .filter((each) => left === null || !each.matches(left))
        .map(({ tagName, className }) => `${tagName} ${String(className)}`)
        .join('\n'),
    except ?? null,
  )
  return (await isForOthers(page, words.notHereTitle)) ? elements : `${address}\n${elements}`
}

async function lookAt(
  page: Page,
  { screens, sizes, schemes }: Pick<Grid, 'screens' | 'sizes' | 'schemes'>,
): Promise<{ looks: number; faults: string[] }> {
  const found = new Map<string, string[]>()
  let looks = 0
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    for (const screen of screens) {
      await page.setViewportSize(screen)
      for (const size of sizes) {
        await setTextSize(page, size)
        looks += 1
        for (const fault of await page.evaluate(probe, barsOf(size))) {
          found.set(fault, [...(found.get(fault) ?? []), `${screen.width} ${size.name} ${colorScheme}`])
        }
      }
    }
  }
  return { looks, faults: [...found].map(([fault, where]) => `${fault} (${where.slice(0, 3).join(', ')}${where.length > 3 ? ` and ${where.length - 3} more` : ''})`) } // prettier-ignore
}

function barsOf({ large }: TextSize) {
  return {
    large,
    tap: 44,
    mainTap: large ? 60 : 44,
    text: large ? 18 : 12,
    lineHeight: 1.3,
    paragraphs: 1.3,
    contrast: 7,
    contrastOfLarge: 4.5,
  }
}

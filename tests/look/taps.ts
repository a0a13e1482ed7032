import type { Page } from 'playwright-core'
import { settled, visit } from './pages.ts'

/** One step into a page: which button, and whether its fields are filled in first. */
interface Tap {
  /** What the button is called and looks like; the same on every visit. */
  name: string
  /** Which of those with the same name. */
  turn: number
  filled: boolean
}

export interface OpenedState {
  /** The buttons that led here, for a person. */
  by: string
}

/** How many taps deep; the second one is the question that a sheet asks. */
const DEEPEST = 2
/** More buttons than this on one screen are entries of a list, which look alike. */
const MOST_BUTTONS = 30
const SAMPLE = '家里没有米了'

/**
 * What a page shows after taps: open sheets, unfolded parts, answers, refusals. The page stands in each state when it is told,
 * and states that look alike are told once. A tap that leads to another page ends there: that page has a look of its own.
 */
export async function* statesByTaps(
  page: Page,
  siteUrl: string,
  address: string,
  deepest = DEEPEST,
): AsyncGenerator<OpenedState> {
  const known = new Set([await kindOf(page)])
  const ways: Tap[][] = [[]]
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    if (!(await replay(page, siteUrl, address, way))) continue
    for (const tap of await tapsOn(page)) {
      const next = [...way, tap]
      if (!(await replay(page, siteUrl, address, next))) continue
      const kind = await kindOf(page)
      if (known.has(kind)) continue
      known.add(kind)
      yield { by: next.map(({ name, filled }) => (filled ? `${name} (filled in)` : name)).join(' › ') }
      if (next.length < deepest) ways.push(next)
    }
  }
}

/** Opens the page anew and goes this way; false where the way leads out of it or is not there. */
async function replay(page: Page, siteUrl: string, address: string, way: readonly Tap[]): Promise<boolean> {
  await page.setViewportSize({ width: 375, height: 667 })
  // Some taps sign out or keep a draft: each way begins with what the phone had.
  await page.evaluate(() => {
    for (const name of ['yimin.draft', 'yimin.form']) localStorage.removeItem(name)
  })
  await visit(page, siteUrl, address)
  for (const tap of way) {
    if (tap.filled) await fillIn(page)
    if (!(await press(page, tap))) return false
    await settled(page)
    if (!(await page.evaluate((there) => location.hash.startsWith(`#/${there}`), address))) return false
  }
  return page.evaluate(() => localStorage.getItem('yimin.token') !== null)
}

/** A sheet is known by its title, a page by the kinds of things on it; what is chosen makes no other kind. */
function kindOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.querySelector('.sheet') ?? document.querySelector('.page')
    const title = document.querySelector('.sheet .section-title')?.textContent ?? ''
    const kinds = [...(root?.querySelectorAll('*') ?? [])].map(({ tagName, className }) => {
      const looks = String(className).split(' ').filter((each) => !/^(is-on|is-here|is-past|is-ahead|is-chosen)$/.test(each))
      return `${tagName} ${looks.join(' ')}`
    }) // prettier-ignore
    return [title, ...new Set(kinds)].join('\n')
  })
}

/** The buttons that may open something, each as it is and, where the page has empty fields, with them filled in. */
async function tapsOn(page: Page): Promise<Tap[]> {
  const { names, hasFields } = await page.evaluate(() => {
    const root = document.querySelector('.sheet') ?? document.querySelector('.page')
    const isLeaving = (each: Element) => each.matches('.place, .back, .text-size, a')
    const buttons = [...(root?.querySelectorAll('button:not([disabled])') ?? [])].filter(
      (each) => !isLeaving(each) && each.checkVisibility(),
    )
    return {
      names: buttons.map((each) => `${(each.textContent ?? '').trim()}`),
      hasFields: root?.querySelector('input:not([type=file]), textarea') !== null,
    }
  })
  const met = new Map<string, number>()
  return names.slice(0, MOST_BUTTONS).flatMap((name) => {
    const turn = met.get(name) ?? 0
    met.set(name, turn + 1)
    return [{ name, turn, filled: false }, ...(hasFields ? [{ name, turn, filled: true }] : [])]
  })
}

function press(page: Page, { name, turn }: Tap): Promise<boolean> {
  return page.evaluate(
    ([wanted, which]) => {
      const root = document.querySelector('.sheet') ?? document.querySelector('.page')
      const alike = [...(root?.querySelectorAll('button') ?? [])].filter(
        (each) => (each.textContent ?? '').trim() === wanted && !each.matches('.place, .back, .text-size'),
      )
      const button = alike[which]
      if (button === undefined || button.disabled) return false
      button.click()
      return true
    },
    [name, turn] as const,
  )
}

async function fillIn(page: Page): Promise<void> {
  const root = (await page.locator('.sheet').count()) > 0 ? '.sheet' : '.page'
  for (const field of await page.locator(`${root} :is(textarea, input:not([type=file]))`).all()) {
    const isNumber =
      (await field.getAttribute('inputmode')) !== 'text' && (await field.getAttribute('inputmode')) !== null
    if ((await field.isVisible()) && (await field.isEditable()) && (await field.inputValue()) === '')
      await field.fill(isNumber ? '1234' : SAMPLE)
  }
}

import { ROLES } from '@yimin/shared/people/roles'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { EXAMPLE_QUERY, tokenOf } from '../factories/examples/exampleStation.ts'

/** Whoever looks at a page; a stranger is asked who he is, a worker before the second factor for her code. */
export const LOOKERS = ['stranger', 'unproven', ...ROLES] as const
export type Looker = (typeof LOOKERS)[number]

/** Not by its plain name: its types belong to the mini program's own compiler. */
const APP_CONFIG = ['../../miniprogram/src', 'app.config.ts'].join('/')

/** Every page that the mini program declares, e.g. `pages/ask/index`. */
export async function declaredPages(): Promise<string[]> {
  const scope = globalThis as { defineAppConfig?: (config: AppConfig) => AppConfig }
  scope.defineAppConfig = (config) => config
  const { default: config } = (await import(APP_CONFIG)) as { default: AppConfig }
  const subPackages = config.subPackages ?? config.subpackages ?? []
  return [
    ...config.pages,
    ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root.replace(/\/$/, '')}/${page}`)),
  ]
}

interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
}

/** What this looker sees: two of them meet the same question wherever they begin. */
export function pagesFor(looker: Looker, pages: readonly string[]): readonly string[] {
  if (looker === 'stranger') return pages.slice(0, 1)
  return looker === 'unproven' ? ['desk/pages/queue/index'] : pages
}

/** A browser in which this person is signed in, and has chosen 长辈版 where `large` says so. */
export async function signedIn(browser: Browser, looker: Looker, large = false): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
  const kept = {
    ...(looker === 'stranger' ? {} : { 'yimin.token': tokenOf(looker) }),
    ...(large ? { 'yimin.textSize': 'large' } : {}),
  }
  await context.addInitScript((things) => {
    for (const [name, data] of Object.entries(things)) localStorage.setItem(name, JSON.stringify({ data }))
  }, kept)
  return context
}

let visits = 0

/** Opens a page by its address and waits until it says what it has to say. */
export async function visit(page: Page, siteUrl: string, address: string): Promise<void> {
  const query = new URLSearchParams(EXAMPLE_QUERY).toString()
  // Another document each time: the hash alone would only turn the page.
  visits += 1
  await page.goto(`${siteUrl}/?${visits}#/${address}?${query}`)
  await settled(page)
}

/** Waits until the words on the page have stayed the same for a while. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const memory = globalThis as { said?: string; since?: number }
    const said = document.querySelector('.page') === null ? undefined : document.body.innerText
    if (said === undefined || said !== memory.said) Object.assign(memory, { said, since: performance.now() })
    return said !== undefined && performance.now() - (memory.since ?? 0) > 50
  })
}

/** Nothing of this page is for this person: it says so, and offers the way home. */
export async function isForOthers(page: Page, notHere: string): Promise<boolean> {
  return (await page.getByText(notHere).count()) > 0
}

import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { Stack } from './stack.ts'

/** For people to look at; nothing compares them. */
const PICTURES = path.join(process.cwd(), '.cache', 'screenshots')
const PATIENCE_MS = 30_000
/** Of a phone, in px. */
const PHONE = { width: 390, height: 844 }

export interface Opening {
  /** The name of a person of the demo, chosen when the app asks who one is. */
  as?: string
  /** A phone's unless said, in px. */
  size?: { width: number; height: number }
}

/** The whole product with a browser before it. */
export interface Stage {
  stack: Stack
  /** A window of its own at an address below the product's, e.g. `/sandbox/#wang`. */
  open(address: string, opening?: Opening): Promise<Page>
  /** Keeps what the page looks like. */
  picture(page: Page, name: string): Promise<unknown>
  /** What went wrong on all pages since it was asked last: errors, breaches of the content policy, refused calls. */
  takeFaults(): string[]
  close(): Promise<void>
}

export interface StageRules {
  /** The lowest HTTP status that counts as a fault. */
  faultsFrom?: number
}

export async function openStage({ faultsFrom = 500 }: StageRules = {}): Promise<Stage> {
  mkdirSync(PICTURES, { recursive: true })
  const stack = await Stack.start()
  const browser = await openBrowser().catch(async (error: unknown) => {
    await stack.stop()
    throw error
  })
  const faults: string[] = []
  return {
    stack,
    open: async (address, { as, size = PHONE } = {}) => {
      const page = await (await aContext(browser, size)).newPage()
      watch(page, faults, faultsFrom)
      await page.goto(`${stack.url}${address}`)
      if (as !== undefined) await page.getByRole('button', { name: `用${as}的身份进来` }).click()
      return page
    },
    picture: (page, name) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) }),
    takeFaults: () => faults.splice(0),
    close: async () => {
      await browser.close()
      await stack.stop()
    },
  }
}

async function aContext(browser: Browser, viewport: { width: number; height: number }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

function watch(page: Page, faults: string[], faultsFrom: number): void {
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /policy/i.test(message.text())) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= faultsFrom) faults.push(`${response.status()} ${response.url()}`)
  })
}

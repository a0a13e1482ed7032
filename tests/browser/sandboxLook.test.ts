import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { SandboxStub } from './sandboxStub.ts'

let browser: Browser
let stub: SandboxStub

beforeAll(async () => {
  browser = await openBrowser()
  stub = new SandboxStub()
  await stub.start(0)
  stub.now = () => new Date(Date.now() - 60 * 60_000)
  stub.say('sun', 'g1', '今天真冷 https://example.org/')
  stub.now = () => new Date()
  stub.say('wang', 'g1', '帮我送点西红柿')
  stub.say('wang', 'g1', '', { kind: 'red_envelope' })
  stub.say('wang', 'g1', '', { kind: 'image' })
  stub.say('sun', 'g1', '', { recalled: true })
  stub.assistant('private:wang', '交接码 3728。〔A102〕')
})
afterAll(async () => {
  await browser.close()
  await stub.stop()
})

/** All words on the page whose contrast with their ground is below 4.5:1 (WCAG 2.2, 1.4.3). */
function faintWords(): string[] {
  const read = (color: string): [number, number, number, number] => {
    const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const light = ([r, g, b]: number[]): number => {
    const line = (value = 0): number =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
    return 0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b)
  }
  const ground = (element: Element | null): number[] => {
    for (let at = element; at; at = at.parentElement) {
      const color = read(getComputedStyle(at).backgroundColor)
      if (color[3] === 1) return color
    }
    return [255, 255, 255]
  }
  const faint: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => node.textContent?.trim())
      .join('')
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const [a, b] = [light(read(getComputedStyle(element).color)), light(ground(element))]
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (contrast < 4.5)
      faint.push(`${element.className || element.tagName} ${contrast.toFixed(2)} ${words.slice(0, 12)}`)
  }
  return faint
}

/** Buttons and fields that a screen reader could not name, and buttons too small for a thumb (24 px, WCAG 2.2, 2.5.8). */
function poorControls(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, textarea, select')].flatMap((control) => {
    if (!control.checkVisibility()) return []
    const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? ''
    const { width, height } = control.getBoundingClientRect()
    const label = control.closest('label')?.textContent
    if (!name && !label) return [`no name: ${control.className}`]
    return width < 24 || height < 24 ? [`small: ${control.className} ${width}x${height}`] : []
  })
}

async function show(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(`${stub.url}#wang,li`)
  await page.locator('.phone[data-person="wang"] .row').first().waitFor()
  await page.route('**/api/messages', (route) => route.abort())
  await page.locator('.phone[data-person="wang"] textarea').fill('没发出去的话')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '重发' }).waitFor()
  await page.getByRole('button', { name: '发语音、图片、红包等' }).first().click()
  return page
}

const SCREENS = [
  { name: 'wide', viewport: { width: 1440, height: 900 } },
  { name: 'phone', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, ...screen } of SCREENS) {
    test(`${name}, ${colorScheme}: words stand out from their ground, controls have names and room`, async () => {
      const page = await show({ ...screen, colorScheme })
      await expect(page.evaluate(faintWords)).resolves.toEqual([])
      await expect(page.evaluate(poorControls)).resolves.toEqual([])
      await page.context().close()
    })
  }
}

test('larger words need no sideways scrolling and are remembered', async () => {
  const page = await show(SCREENS[1] ?? {})
  const size = (): Promise<number> =>
    page
      .locator('.bubble')
      .first()
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
  const standard = await size()
  await page.getByLabel('字号').selectOption('largest')
  expect(await size()).toBeGreaterThan(standard * 1.3)
  await expect(page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).resolves.toBe(true)
  await page.reload()
  await page.locator('.phone[data-person="wang"] .row').first().waitFor()
  expect(await size()).toBeGreaterThan(standard * 1.3)
  await page.context().close()
})

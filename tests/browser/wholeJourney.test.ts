import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { codeIn } from '../factories/firstOrder.ts'
import { Stack } from '../factories/stack.ts'

jest.setTimeout(120_000)

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync']
const PICTURES = path.join(process.cwd(), '.cache', 'screenshots')
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }

let stack: Stack
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  stack = await Stack.start()
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS })
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

async function open(url: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(`${stack.url}${url}`)
  return page
}

async function enterAs(name: RegExp, url: string, viewport: { width: number; height: number }): Promise<Page> {
  const page = await open(url, viewport)
  await page.getByRole('button', { name }).first().click()
  return page
}

const picture = (page: Page, name: string) => page.screenshot({ path: path.join(PICTURES, `journey-${name}.png`) })
const wangs = (page: Page): Locator => page.locator('.phone[data-person="wang"]')
const hears = (page: Page, words: RegExp) => wangs(page).locator('.bubble', { hasText: words }).last()

async function says(page: Page, text: string): Promise<void> {
  const field = wangs(page).getByRole('textbox')
  await field.fill(text)
  await field.press('Enter')
}

test('asked in the group, raced for by two in the mini program, watched at the desk, handed over by code, thanked in the chat', async () => {
  const wang = await open('/sandbox/#wang', PHONE)
  await wangs(wang).getByRole('log').waitFor()
  await says(wang, '帮我取个快递，送到六区9栋2单元4楼')
  await hears(wang, /王阿姨，记下了/).waitFor()
  const [li, qiu, zhao] = await Promise.all([
    enterAs(/小李/, '/#/dispatch/pages/helping/index', PHONE),
    enterAs(/邱哥/, '/#/dispatch/pages/helping/index', PHONE),
    enterAs(/赵社工/, '/#/desk/pages/board/index', DESK),
  ])
  await says(wang, '对')
  await hears(wang, /正在找人/).waitFor()
  const code = codeIn({ text: (await hears(wang, /正在找人/).textContent()) ?? '' })
  const atDesk = zhao.getByText(code).first()
  await atDesk.waitFor()

  const helpers = [li, qiu]
  const yes = (page: Page) => page.getByRole('button', { name: `我来，〔${code}〕` })
  await Promise.all(helpers.map((page) => yes(page).waitFor()))
  await Promise.all(helpers.map((page) => yes(page).click()))
  const won = (page: Page) => page.getByRole('button', { name: '我出发了' })
  const lost = (page: Page) => page.getByText('这单刚有人接了，谢谢你。下一单先问你。')
  await Promise.all(helpers.map((page) => won(page).or(lost(page)).waitFor()))
  const winner = (await won(li).isVisible()) ? li : qiu
  await lost(winner === li ? qiu : li).waitFor()

  // The desk sees it without a touch; the resident hears in private who comes, with her code.
  await atDesk.click()
  await zhao.locator('.state', { hasText: '有人接' }).first().waitFor()
  await picture(zhao, '1-desk')
  await wangs(wang)
    .getByRole('button', { name: /益民助手：.*接了/ })
    .click()
  const handoverCode = /交接码\s*(\d{4})/.exec((await hears(wang, /交接码/).textContent()) ?? '')?.[1] ?? ''
  expect(handoverCode).toMatch(/^\d{4}$/)

  await won(winner).click()
  await hears(wang, /出发/).waitFor()
  await winner.getByRole('button', { name: '我到了' }).click()
  await winner.getByRole('button', { name: '交给对方了' }).click()
  await winner.getByLabel('对方的交接码').fill(handoverCode)
  await picture(winner, '2-hand-over')
  await winner.getByRole('button', { name: '对一下' }).click()
  await winner.getByText('交接码对上了，辛苦了。').waitFor()
  await hears(wang, /满意/).waitFor()
  await says(wang, '5')
  await hears(wang, /谢谢您/).waitFor()
  await picture(wang, '3-thanked')
  await zhao.locator('.state', { hasText: '办好' }).first().waitFor()

  const group = await stack.heard('tang', 'g1')
  expect(group.map(({ text }) => text).filter((text) => /单元|4楼|199|交接码 ?\d/.test(text) && !/^帮我/.test(text))).toEqual([]) // prettier-ignore
  expect(faults).toEqual([])
  await Promise.all([wang, li, qiu, zhao].map((page) => page.context().close()))
})

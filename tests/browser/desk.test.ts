import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { Stack } from '../factories/stack.ts'

jest.setTimeout(120_000)

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync']
const PICTURES = path.join(process.cwd(), '.cache', 'screenshots')

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

async function openAt(width: number, height: number, hash: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on(
    'console',
    (message) => message.type() === 'error' && /policy/i.test(message.text()) && faults.push(message.text()),
  )
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(`${stack.url}/#${hash}`)
  await page.getByRole('button', { name: /赵社工/ }).click()
  return page
}

const picture = (page: Page, name: string) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) })

test('a walk-in is written down, let through and given to a helper by hand, by keys alone; the helper hears of it', async () => {
  const page = await openAt(1600, 950, '/desk/pages/entry/index')
  const { keyboard } = page
  await page.getByLabel('先写一句话').waitFor()
  await keyboard.type('六区9栋要两斤西红柿，20块钱以内，尽快')
  await keyboard.press('Enter')
  await page.getByRole('button', { name: '去掉西红柿' }).waitFor()
  await page.getByLabel('谁来求助').fill('zdy')
  await page.getByRole('button', { name: /周大爷/ }).click()
  await picture(page, '20-desk-entry')
  await page.getByRole('button', { name: '先记下' }).click()
  await page.getByText(/记下了，等站里看/).waitFor()
  const request = await stack.db.collection('requests').findOne({ requesterId: 'zhou' })
  expect(request).toMatchObject({ status: 'reviewing', ownerId: 'zhao', budgetFen: 2_000 })

  await keyboard.press('g')
  await keyboard.press('q')
  await page.getByRole('region', { name: request?.code }).waitFor()
  await picture(page, '21-desk-queue')
  await keyboard.press('a')
  await page.getByRole('dialog').waitFor()
  await keyboard.press('Enter')
  await page.getByText(`${request?.code} 现在是“找人”`).waitFor()

  await keyboard.press('g')
  await keyboard.press('b')
  await page.getByLabel('找人名或编号').waitFor()
  await page.getByRole('region', { name: request?.code }).waitFor()
  await keyboard.press('d')
  const first = page.getByRole('dialog').getByText(/^1 · /)
  const name = ((await first.textContent()) ?? '').slice('1 · '.length)
  await keyboard.press('1')
  await page.getByRole('region').getByText('有人接', { exact: true }).first().waitFor()
  await page.getByRole('region').getByText(name).first().waitFor()
  await picture(page, '22-desk-board')
  const given = await stack.db.collection('requests').findOne({ _id: request?._id })
  await stack.until('the helper hears of it', async () => {
    const words = await stack.db
      .collection('outgoing')
      .findOne({ about: request?._id, template: 'dispatch.assignment' })
    return words?.to?.[0]?.personId === given?.assignee?.personId
  })
  expect(faults).toEqual([])
  await page.context().close()
})

test('on a phone one column at a time, and nothing runs over the edge', async () => {
  const page = await openAt(390, 844, '/desk/pages/board/index')
  for (const tab of ['单子', '这一单', '人和片区']) {
    await page.getByRole('button', { name: tab }).click()
    expect(await page.locator('.desk-column:visible').count()).toBe(1)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await picture(page, `23-desk-phone-${tab}`)
  }
  expect(faults).toEqual([])
  await page.context().close()
})

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { SandboxStub } from './sandboxStub.ts'

const ORDER =
  '您好，能帮我送点西红柿、青椒和黄瓜吗？一共要15块钱的就行，我在六区九栋二单元，因为我是孕妇，不太方便下楼，麻烦您帮我送到四楼吧！'
let browser: Browser
let stub: SandboxStub
let context: BrowserContext
let page: Page
/** Uncaught errors and what the content security policy refused. */
let faults: string[]

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  stub = new SandboxStub()
  await stub.start(0)
  faults = []
  await openContext({ viewport: { width: 1440, height: 900 } })
})
afterEach(async () => {
  await context.close()
  await stub.stop()
  expect(faults).toEqual([])
})

async function openContext(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await browser.newContext(options)
  context.setDefaultTimeout(10_000)
  page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text())
  })
}

async function open(people: string): Promise<void> {
  await page.goto(`${stub.url}#${people}`)
  for (const id of people.split(',')) await phone(id).getByRole('log').waitFor()
}

const phone = (id: string): Locator => page.locator(`.phone[data-person="${id}"]`)
const field = (id: string): Locator => phone(id).getByRole('textbox')
const bubble = (id: string, text: string): Locator =>
  phone(id).locator('.row', { has: page.getByText(text, { exact: true }) })

async function write(id: string, text: string): Promise<void> {
  await field(id).fill(text)
  await field(id).press('Enter')
}

/** Waits until a fact holds; the browser runs beside the test. */
async function until(fact: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const distanceFromEnd = (id: string): Promise<number> =>
  phone(id)
    .locator('.messages')
    .evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight)

test('the drill notice is always there, and an empty group offers the one sentence to try', async () => {
  await open('wang')
  await expect(page.getByText('演练用，人物都是虚构的').isVisible()).resolves.toBe(true)
  await phone('wang').getByRole('button', { name: '填进输入框' }).click()
  await expect(field('wang').inputValue()).resolves.toBe(ORDER)
  await field('wang').press('Enter')
  await bubble('wang', ORDER).waitFor()
  expect(stub.posts).toMatchObject([{ as: 'wang', conversationId: 'g1', text: ORDER, kind: 'text', mention: false }])
  await expect(phone('wang').getByText('填进输入框').count()).resolves.toBe(0)
  await expect(page.getByText('演练用，人物都是虚构的').isVisible()).resolves.toBe(true)
})

test('without a choice a wide screen shows a resident and a volunteer side by side', async () => {
  await page.goto(stub.url)
  await phone('wang').getByRole('heading', { name: '海威益民一群（7）' }).waitFor()
  await phone('li').getByRole('heading', { name: '益民助手' }).waitFor()
})

test('two phones are live at the same time, and each sees only its own conversations', async () => {
  await open('wang,li')
  await write('wang', '帮我送点西红柿')
  await bubble('wang', '帮我送点西红柿').waitFor()
  await phone('li')
    .getByRole('button', { name: /海威益民一群：帮我送点西红柿/ })
    .waitFor()
  stub.assistant('private:li', '六区9栋，送菜上楼。接就回“接A102”。')
  await bubble('li', '六区9栋，送菜上楼。接就回“接A102”。').waitFor()
  await phone('li').getByRole('button', { name: '接A102' }).click()
  await field('li').press('Enter')
  await bubble('li', '接A102').waitFor()
  stub.assistant('g1', '小李接了，11点前到。〔A102〕')
  await bubble('wang', '小李接了，11点前到。〔A102〕').waitFor()
  await expect(phone('wang').getByText('送菜上楼').count()).resolves.toBe(0)
  expect(stub.posts.map(({ text }) => text)).toEqual(['帮我送点西红柿', '接A102'])
})

test('two browsers see each other live', async () => {
  await open('wang')
  const other = await (await browser.newContext()).newPage()
  await other.goto(`${stub.url}#sun`)
  await other.locator('.phone[data-person="sun"] textarea').fill('家里没有米了')
  await other.keyboard.press('Enter')
  await bubble('wang', '家里没有米了').waitFor()
  await other.context().close()
})

test('Shift+Enter makes a new line, Enter sends, blanks alone are not sent', async () => {
  await open('wang')
  await field('wang').fill('   ')
  await field('wang').press('Enter')
  await expect(phone('wang').getByRole('button', { name: '发送' }).isDisabled()).resolves.toBe(true)
  await field('wang').fill('一袋米')
  await field('wang').press('Shift+Enter')
  await page.keyboard.insertText('一桶油')
  await field('wang').press('Enter')
  await bubble('wang', '一袋米\n一桶油').waitFor()
  expect(stub.posts.map(({ text }) => text)).toEqual(['一袋米\n一桶油'])
})

test('Enter that ends a composition of the input method does not send', async () => {
  await open('wang')
  await field('wang').focus()
  const input = await context.newCDPSession(page)
  await input.send('Input.imeSetComposition', { text: 'xihongshi', selectionStart: 9, selectionEnd: 9 })
  await expect(field('wang').inputValue()).resolves.toBe('xihongshi')
  // An input method keeps the key to itself: the page sees an Enter within a composition, or Safari's late one with code 229.
  await input.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 13,
  })
  await field('wang').dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true })
  await input.send('Input.insertText', { text: '西红柿' })
  await expect(field('wang').inputValue()).resolves.toBe('西红柿')
  expect(stub.posts).toEqual([])
  await field('wang').press('Enter')
  await bubble('wang', '西红柿').waitFor()
  expect(stub.posts).toHaveLength(1)
})

test('words that could not be sent wait with a retry, which says them once', async () => {
  await open('wang')
  await write('wang', '第一句')
  await bubble('wang', '第一句').waitFor()
  await stub.stop()
  await phone('wang').getByText('网断了，连上后自动补齐消息。').waitFor()
  await write('wang', '断网时说的')
  await phone('wang').getByRole('button', { name: '重发' }).waitFor()
  stub.assistant('g1', '断网时助手说的')
  stub.losesReply = true
  await stub.start()
  await bubble('wang', '断网时助手说的').waitFor()
  await phone('wang').getByText('网断了，连上后自动补齐消息。').waitFor({ state: 'hidden' })
  await phone('wang').getByRole('button', { name: '重发' }).click()
  await phone('wang').getByRole('button', { name: '重发' }).waitFor({ state: 'detached' })
  await until(() => stub.posts.length >= 2, 'the retry was posted')
  await expect(bubble('wang', '断网时说的').count()).resolves.toBe(1)
  expect(stub.conversations[0]?.messages.map(({ text }) => text)).toEqual(['第一句', '断网时助手说的', '断网时说的'])
  expect(stub.resumes.filter(({ as }) => as === 'wang').at(-1)?.after).toBeGreaterThan(0)
})

test('a lost reply is settled by the live message', async () => {
  await open('wang')
  stub.losesReply = true
  await write('wang', '送到四楼')
  await bubble('wang', '送到四楼').and(page.locator('[data-id]')).waitFor()
  await expect(bubble('wang', '送到四楼').count()).resolves.toBe(1)
  await expect(phone('wang').getByRole('button', { name: '重发' }).count()).resolves.toBe(0)
})

test('every retry carries the same clientId', async () => {
  await open('wang')
  const ids: unknown[] = []
  await page.route('**/api/messages', async (route) => {
    ids.push(route.request().postDataJSON().clientId)
    return ids.length < 3 ? route.abort() : route.continue()
  })
  await write('wang', '送到四楼')
  for (const tries of [1, 2]) {
    await until(() => ids.length === tries, `try ${tries}`)
    await phone('wang').getByRole('button', { name: '重发' }).click()
  }
  await bubble('wang', '送到四楼').and(page.locator('[data-id]')).waitFor()
  expect(ids).toHaveLength(3)
  expect(new Set(ids).size).toBe(1)
})

test('an own message can be withdrawn by those who said it, and edited again', async () => {
  await open('wang,sun')
  stub.say('sun', 'g1', '早上好')
  await write('wang', '送到五楼')
  await bubble('sun', '送到五楼').waitFor()
  await expect(bubble('wang', '早上好').getByRole('button', { name: '撤回' }).count()).resolves.toBe(0)
  await bubble('wang', '送到五楼').hover()
  await bubble('wang', '送到五楼').getByRole('button', { name: '撤回' }).click()
  await phone('wang').getByText('你撤回了一条消息').waitFor()
  await phone('sun').locator('.notice', { hasText: '“王阿姨”撤回了一条消息' }).waitFor()
  await expect(phone('sun').locator('.bubble', { hasText: '送到五楼' }).count()).resolves.toBe(0)
  await phone('wang').getByRole('button', { name: '重新编辑' }).click()
  await expect(field('wang').inputValue()).resolves.toBe('送到五楼')
})

test('after two minutes a message can no longer be withdrawn', async () => {
  stub.now = () => new Date(Date.now() - 3 * 60_000)
  stub.say('wang', 'g1', '早就说了')
  await open('wang')
  await bubble('wang', '早就说了').waitFor()
  await expect(phone('wang').getByRole('button', { name: '撤回' }).count()).resolves.toBe(0)
})

test('the assistant is named with one touch, in groups only', async () => {
  await open('wang,li')
  await expect(phone('li').getByRole('button', { name: '提到益民助手' }).count()).resolves.toBe(0)
  await field('wang').fill('我的菜到哪了')
  await phone('wang').getByRole('button', { name: '提到益民助手' }).click()
  await expect(field('wang').inputValue()).resolves.toBe('@益民助手\u2005我的菜到哪了')
  await field('wang').press('Enter')
  await until(() => stub.posts.length === 1, 'posted')
  expect(stub.posts[0]).toMatchObject({ mention: true, text: '@益民助手\u2005我的菜到哪了' })
})

test('voice, pictures and red packets go out as stand-ins', async () => {
  await open('wang')
  for (const name of ['语音', '图片', '红包']) {
    await phone('wang').getByRole('button', { name: '发语音、图片、红包等' }).click()
    await phone('wang').getByRole('button', { name, exact: true }).click()
  }
  await until(() => stub.posts.length === 3, 'three stand-ins')
  expect(stub.posts.map(({ kind }) => kind).sort()).toEqual(['image', 'red_envelope', 'voice'])
  await phone('wang').getByText('演练用，里面没有钱').waitFor()
})

test('who reads older messages is left there and told of new ones', async () => {
  for (let i = 0; i < 60; i++) stub.say('sun', 'g1', `第${i}句`)
  await open('wang')
  await bubble('wang', '第59句').waitFor()
  await until(async () => (await distanceFromEnd('wang')) < 2, 'opens at the end')
  await phone('wang')
    .locator('.messages')
    .evaluate((list) => list.scrollTo(0, 400))
  await until(async () => (await distanceFromEnd('wang')) > 500, 'scrolled up')
  stub.assistant('g1', '新来的一句')
  await phone('wang').getByRole('button', { name: '1条新消息' }).waitFor()
  expect(await distanceFromEnd('wang')).toBeGreaterThan(500)
  await phone('wang').getByRole('button', { name: '1条新消息' }).click()
  await until(async () => (await distanceFromEnd('wang')) < 2, 'at the end')
  stub.assistant('g1', '再来一句')
  await bubble('wang', '再来一句').waitFor()
  await until(async () => (await distanceFromEnd('wang')) < 2, 'follows at the end')
})

test('older messages appear on the way up, and the reader stays in place', async () => {
  for (let i = 0; i < 500; i++) stub.say('sun', 'g1', `第${i}句`)
  await open('wang')
  await bubble('wang', '第499句').waitFor()
  await expect(phone('wang').locator('.row').count()).resolves.toBe(200)
  const list = phone('wang').locator('.messages')
  await list.evaluate((element) => element.scrollTo(0, 0))
  await until(async () => (await phone('wang').locator('.row').count()) === 400, 'two hundred more')
  // The oldest message drawn before is still where the reader was looking: near the top.
  const [row, frame] = await Promise.all([bubble('wang', '第300句').boundingBox(), list.boundingBox()])
  expect(Math.abs((row?.y ?? 0) - (frame?.y ?? 0))).toBeLessThan(150)
})

test('an offer to somebody whose phone is closed is told, and opens that phone', async () => {
  await open('wang')
  stub.assistant('private:he', '七区2栋，陪诊。接就回“接A105”。')
  await page.getByText('益民助手刚给小何发了私信').waitFor()
  await page.getByRole('button', { name: '看小何的手机' }).click()
  await bubble('he', '七区2栋，陪诊。接就回“接A105”。').waitFor()
  await page.getByText('益民助手刚给小何发了私信').waitFor({ state: 'hidden' })
  await expect(phone('wang').isVisible()).resolves.toBe(true)
  await expect(page.evaluate(() => location.hash)).resolves.toBe('#wang,he')
})

test('the observer sees everything and says nothing', async () => {
  stub.assistant('private:li', '六区9栋，送菜上楼。')
  await open('all')
  await page
    .getByRole('button', { name: /小李|益民助手.*六区9栋/ })
    .first()
    .waitFor()
  await expect(phone('all').getByRole('textbox').count()).resolves.toBe(0)
  await phone('all').getByText('旁观的手机只看，不说话。').waitFor()
})

test('a history that was cleared on the server does not linger', async () => {
  stub.say('sun', 'g1', '昨天的话')
  await open('wang')
  await bubble('wang', '昨天的话').waitFor()
  const port = Number(new URL(stub.url).port)
  await stub.stop()
  stub = new SandboxStub()
  await stub.start(port)
  await bubble('wang', '昨天的话').waitFor({ state: 'detached' })
  stub.assistant('g1', '今天的话')
  await bubble('wang', '今天的话').waitFor()
})

test('no message can become markup', async () => {
  await open('wang')
  stub.say('sun', 'g1', '<img src=x onerror="document.title=1"> https://example.org/a?b=1')
  await phone('wang').getByText('<img src=x').first().waitFor()
  await expect(phone('wang').locator('.bubble img').count()).resolves.toBe(0)
  await expect(phone('wang').locator('.bubble a').getAttribute('href')).resolves.toBe('https://example.org/a?b=1')
})

describe('on a phone', () => {
  beforeEach(async () => {
    await context.close()
    await openContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  })

  test('one phone fills the screen, the others are one touch away with their badges', async () => {
    await page.goto(`${stub.url}#wang,li`)
    await phone('wang').getByRole('log').waitFor()
    await expect(phone('li').isVisible()).resolves.toBe(false)
    stub.assistant('private:li', '六区9栋，送菜上楼。')
    await page.getByRole('button', { name: /小李.*1条未读/ }).tap()
    await bubble('li', '六区9栋，送菜上楼。').waitFor()
    await expect(phone('wang').isVisible()).resolves.toBe(false)
    await phone('li').getByRole('button', { name: '返回' }).tap()
    await page.getByRole('heading', { name: '换个人说话' }).waitFor()
    await page.locator('.person[data-person="zhao"] .person-pick').tap()
    await expect(phone('zhao').isVisible()).resolves.toBe(true)
    await expect(page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).resolves.toBe(true)
  })
})

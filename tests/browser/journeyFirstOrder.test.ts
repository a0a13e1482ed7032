import type { Locator, Page } from 'playwright-core'
import { FIRST_ORDER, codeIn } from '../factories/firstOrder.ts'
import type { Stack } from '../factories/stack.ts'
import { openStage } from '../factories/stage.ts'
import type { Stage } from '../factories/stage.ts'

jest.setTimeout(150_000)

/** A newcomer sees help at the door within this. */
const AT_THE_DOOR_MS = 120_000

let stage: Stage
let stack: Stack

beforeAll(async () => {
  stage = await openStage()
  stack = stage.stack
})
afterAll(() => stage?.close())
afterEach(() => expect(stage.takeFaults()).toEqual([]))

const phone = (page: Page, id: string): Locator => page.locator(`.phone[data-person="${id}"]`)

async function write(page: Page, id: string, text: string): Promise<void> {
  const field = phone(page, id).getByRole('textbox')
  await field.fill(text)
  await field.press('Enter')
}

const reads = (page: Page, id: string, words: RegExp) =>
  phone(page, id).locator('.bubble', { hasText: words }).last().waitFor()

/** The notice of news in another conversation leads there. */
async function follow(page: Page, id: string, words: RegExp): Promise<void> {
  await phone(page, id).getByRole('button', { name: words }).click()
}

test('in two windows the first order goes from one sentence to the door, within two minutes', async () => {
  const began = Date.now()
  const [wang, shop] = await Promise.all([stage.open('/sandbox/#wang'), stage.open('/sandbox/#qin')])
  await phone(wang, 'wang').getByRole('log').waitFor()
  await stage.picture(wang, '1-resident-empty-group')
  await write(wang, 'wang', FIRST_ORDER)
  await reads(wang, 'wang', /王阿姨，记下了：西红柿、青椒、黄瓜，共15元内，送到6区9栋/)
  await stage.picture(wang, '2-resident-read-back')
  await write(wang, 'wang', '对')
  await reads(wang, 'wang', /正在找人/)
  await reads(shop, 'qin', /6区9栋，送菜/)
  await stage.picture(shop, '3-shop-offer')
  const code = codeIn({
    text:
      (await phone(shop, 'qin')
        .locator('.bubble', { hasText: /接就回/ })
        .last()
        .textContent()) ?? '',
  })
  await write(shop, 'qin', `接${code}`)
  await reads(shop, 'qin', /2单元4楼/)
  await stage.picture(shop, '4-shop-address')
  await follow(wang, 'wang', /益民助手：勤务员小店接了/)
  await reads(wang, 'wang', /勤务员小店接了.*交接码/)
  await stage.picture(wang, '5-resident-accepted')
  await write(shop, 'qin', `送到了${code}`)
  await reads(wang, 'wang', /勤务员小店说送到了/)
  expect(Date.now() - began).toBeLessThan(AT_THE_DOOR_MS)
  await write(wang, 'wang', '收到')
  await reads(wang, 'wang', /办好了/)
  await reads(shop, 'qin', /王阿姨说收到了/)
  await write(wang, 'wang', '5')
  await reads(wang, 'wang', /谢谢您/)
  await stage.picture(wang, '6-resident-done')
  await stage.picture(shop, '7-shop-done')
  process.stderr.write(`first order in two windows: ${Math.round((Date.now() - began) / 100) / 10} s\n`)
  const groupWords = await stack.heard('tang', 'g1')
  expect(groupWords.map((message) => message.text).filter((text) => /单元|楼|199|孕/.test(text))).toEqual([])
  await Promise.all([wang.context().close(), shop.context().close()])
})

test('both windows side by side, wide screen', async () => {
  const page = await stage.open('/sandbox/#wang,li', { size: { width: 1440, height: 900 } })
  await phone(page, 'wang').getByRole('log').waitFor()
  await phone(page, 'li').getByRole('log').waitFor()
  await stage.picture(page, '8-side-by-side')
  await page.context().close()
})

test('in the app: choose a person, ask in one sentence, 对, and the dots move when a volunteer accepts in the sandbox', async () => {
  const page = await stage.open('/')
  await page.getByText('今天您是哪一位？').waitFor()
  await stage.picture(page, '9-app-choose')
  await page.getByRole('button', { name: /孙师傅/ }).click()
  await page.getByText('孙师傅，要帮什么忙？').waitFor()
  await page.getByRole('textbox').fill('能帮我送点西红柿和黄瓜吗？一共20块钱，送到七区5栋')
  await page.getByRole('button', { name: '发出去' }).click()
  await page.getByText(/记下了/).waitFor()
  await stage.picture(page, '10-app-read-back')
  await page.getByRole('button', { name: /对，就这样/ }).click()
  const dots = page.getByRole('img', { name: /五步里的第/ }).first()
  await stack.until('the second dot', async () => /第 2 步/.test((await dots.getAttribute('aria-label')) ?? ''))
  const request = await stack.db.collection('requests').findOne({ requesterId: 'sun' })
  let helper = ''
  await stack.until('somebody is asked', async () => {
    const offers = await stack.db.collection('outgoing').find({ about: request?._id, template: 'dispatch.offer' }).toArray()
    helper = offers[0]?.chatId ?? ''
    return helper !== ''
  }) // prettier-ignore
  await stack.say(helper, `接${request?.code}`, { in: 'private' })
  await stack.until('the third dot', async () => /第 3 步/.test((await dots.getAttribute('aria-label')) ?? ''), 30_000)
  await page.getByText('交接码').first().waitFor()
  await stage.picture(page, '11-app-accepted')
  await page.context().close()
})

test('memory of the three processes at rest after the orders', async () => {
  const [web, worker, bot] = await Promise.all([stack.memoryOf('web'), stack.memoryOf('worker'), stack.memoryOf('bot')])
  process.stderr.write(
    `memory at rest: web ${web} MB, worker ${worker} MB, bot ${bot} MB, together ${web + worker + bot} MB\n`,
  )
  expect(web + worker + bot).toBeLessThanOrEqual(500)
})

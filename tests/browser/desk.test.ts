import type { Page } from 'playwright-core'
import type { Stack } from '../factories/stack.ts'
import { openStage } from '../factories/stage.ts'
import type { Stage } from '../factories/stage.ts'

/** What is typed before the caret stands in a field is lost. */
const untilOneCanWrite = (page: Page) => page.locator('input:focus, textarea:focus').waitFor()

jest.setTimeout(120_000)

let stage: Stage
let stack: Stack

beforeAll(async () => {
  stage = await openStage()
  stack = stage.stack
})
afterAll(() => stage?.close())
afterEach(() => expect(stage.takeFaults()).toEqual([]))

test('a walk-in is written down, let through and given to a helper by hand, by keys alone; the helper hears of it', async () => {
  const page = await stage.open('/#/desk/pages/entry/index', { as: '赵社工', size: { width: 1600, height: 950 } })
  const { keyboard } = page
  await page.getByLabel('先写一句话').waitFor()
  await untilOneCanWrite(page)
  await keyboard.type('六区9栋要两斤西红柿，20块钱以内，尽快')
  await keyboard.press('Enter')
  await page.getByRole('button', { name: '去掉西红柿' }).waitFor()
  await page.getByLabel('谁来求助').fill('zdy')
  await page.getByRole('button', { name: /周大爷/ }).click()
  await stage.picture(page, '20-desk-entry')
  await page.getByRole('button', { name: '先记下' }).click()
  await page.getByText(/记下了，等站里看/).waitFor()
  const request = await stack.db.collection('requests').findOne({ requesterId: 'zhou' })
  expect(request).toMatchObject({ status: 'reviewing', ownerId: 'zhao', budgetFen: 2_000 })

  await keyboard.press('g')
  await keyboard.press('q')
  await page.getByRole('region', { name: request?.code }).waitFor()
  await stage.picture(page, '21-desk-queue')
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
  await stage.picture(page, '22-desk-board')
  const given = await stack.db.collection('requests').findOne({ _id: request?._id })
  await stack.until('the helper hears of it', async () => {
    const words = await stack.db
      .collection('outgoing')
      .findOne({ about: request?._id, template: 'dispatch.assignment' })
    return words?.to?.[0]?.personId === given?.assignee?.personId
  })
  await page.context().close()
})

test('a caller whom the station knows is written down and sent out by one key and one tap beside her own sentence', async () => {
  const page = await stage.open('/#/desk/pages/entry/index', { as: '赵社工', size: { width: 1600, height: 950 } })
  let steps = 0
  const enter = () => page.keyboard.press('Enter').then(() => (steps += 1))
  const tap = (name: string) => page.getByRole('button', { name }).click().then(() => (steps += 1)) // prettier-ignore
  await page.getByLabel('先写一句话').waitFor()
  await untilOneCanWrite(page)
  await page.keyboard.type('吴奶奶打电话来说，要两斤西红柿，20块钱以内，明天上午')
  await enter()
  await page.getByText('家在6区2栋').waitFor()
  await page.getByRole('button', { name: '去掉西红柿' }).waitFor()
  await tap('记下，找人')
  await page.getByText(/记下了，正在找人/).waitFor()
  expect(steps).toBe(2)
  const request = await stack.db.collection('requests').findOne({ requesterId: 'wu' })
  expect(request).toMatchObject({ status: 'open', budgetFen: 2_000, origin: { channel: 'phone' } })
  await page.context().close()
})

test('on a phone one column at a time, and nothing runs over the edge', async () => {
  const page = await stage.open('/#/desk/pages/board/index', { as: '赵社工' })
  for (const tab of ['单子', '这一单', '人和片区']) {
    await page.locator('.desk-tabs').getByRole('button', { name: tab }).click()
    expect(await page.locator('.desk-column:visible').count()).toBe(1)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await stage.picture(page, `23-desk-phone-${tab}`)
  }
  await page.context().close()
})

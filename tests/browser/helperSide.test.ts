import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Stack } from '../factories/stack.ts'
import { openStage } from '../factories/stage.ts'
import type { Stage } from '../factories/stage.ts'

jest.setTimeout(90_000)

let stage: Stage
let stack: Stack

beforeAll(async () => {
  stage = await openStage()
  stack = stage.stack
})
afterAll(() => stage?.close())
afterEach(() => expect(stage.takeFaults()).toEqual([]))

async function api<Reply>(route: string, body: unknown, token = ''): Promise<Reply> {
  const response = await fetch(`${stack.url}${route}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Reply
}

/** 王阿姨 asks in the app and says yes; gives the code of her request and the way to her handover code. */
async function ask(sentence: string) {
  const { token } = await api<{ token: string }>('/api/demo/sessions', { personId: 'wang' })
  const { request } = await api<{ request: { code: string } }>('/api/me/requests', { sentence }, token)
  await api(`/api/me/requests/${request.code}/say`, { sentence: '对' }, token)
  const handoverCode = async () => {
    const answer = await fetch(`${stack.url}/api/me/requests`, { headers: { authorization: `Bearer ${token}` } })
    const { items } = (await answer.json()) as { items: { code: string; handoverCode?: string }[] }
    return items.find(({ code }) => code === request.code)?.handoverCode ?? ''
  }
  return { code: request.code, handoverCode }
}

async function enterAs(name: string): Promise<Page> {
  const page = await stage.open('/', { as: name })
  await page.getByText(`${name}，看看能帮谁`).waitFor()
  return page
}

const picture = (page: Page, name: string) => stage.picture(page, `helper-${name}`)
const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

test('two volunteers say yes in the same moment: one goes step by step to the hand-over, the other is told kindly', async () => {
  const { code, handoverCode } = await ask('帮我取个快递，送到六区9栋')
  const pages = await Promise.all([enterAs('小李'), enterAs('邱哥')])
  await Promise.all(pages.map((page) => page.getByRole('button', { name: `我来，〔${code}〕` }).waitFor()))
  await picture(pages[0] as Page, '1-offer')
  await Promise.all(pages.map((page) => tap(page, `我来，〔${code}〕`)))
  const won = (page: Page) => page.getByRole('button', { name: '我出发了' })
  const lost = (page: Page) => page.getByText('这单刚有人接了，谢谢你。下一单先问你。')
  await Promise.all(pages.map((page) => won(page).or(lost(page)).waitFor()))
  const winner = pages.find((page) => page.url().includes('task')) as Page
  const loser = pages.find((page) => page !== winner) as Page
  await lost(loser).waitFor()
  await picture(loser, '2-too-late')
  expect(await loser.getByText(/2单元/).count()).toBe(0)

  await winner.getByText('6区9栋2单元4楼').waitFor()
  expect(await winner.getByText(/^☎ 199\*{4}\d{4}$/).count()).toBe(1)
  await picture(winner, '3-task')
  await tap(winner, '我出发了')
  await winner.getByRole('button', { name: '我到了', exact: true }).click()
  await winner.getByText('到了', { exact: true }).waitFor()
  await winner.getByRole('button', { name: '交给对方了', exact: true }).click()
  await winner.getByLabel('对方的交接码').waitFor()
  await winner.getByLabel('对方的交接码').fill(await handoverCode())
  await picture(winner, '4-hand-over')
  await tap(winner, '对一下')
  await winner.getByText('交接码对上了，辛苦了。').waitFor()
  await picture(winner, '5-handed-over')
  expect(await winner.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/2单元|9栋/)
  await Promise.all(pages.map((page) => page.context().close()))
})

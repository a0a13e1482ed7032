import type { Locator, Page } from 'playwright-core'
import { codeIn } from '../factories/firstOrder.ts'
import { openStage } from '../factories/stage.ts'
import type { Stage } from '../factories/stage.ts'

jest.setTimeout(120_000)

const DESK = { width: 1280, height: 900 }

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

const picture = (page: Page, name: string) => stage.picture(page, `journey-${name}`)
const wangs = (page: Page): Locator => page.locator('.phone[data-person="wang"]')
const hears = (page: Page, words: RegExp) => wangs(page).locator('.bubble', { hasText: words }).last()

async function says(page: Page, text: string): Promise<void> {
  const field = wangs(page).getByRole('textbox')
  await field.fill(text)
  await field.press('Enter')
}

test('asked in the group, raced for by two in the mini program, watched at the desk, handed over by code, thanked in the chat', async () => {
  const wang = await stage.open('/sandbox/#wang')
  await wangs(wang).getByRole('log').waitFor()
  await says(wang, '帮我取个快递，送到六区9栋2单元4楼')
  await hears(wang, /王阿姨，记下了/).waitFor()
  const [li, qiu, zhao] = await Promise.all([
    stage.open('/#/dispatch/pages/helping/index', { as: '小李' }),
    stage.open('/#/dispatch/pages/helping/index', { as: '邱哥' }),
    stage.open('/#/desk/pages/board/index', { as: '赵社工', size: DESK }),
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
  await winner.getByRole('button', { name: '我到了', exact: true }).click()
  await winner.getByText('到了', { exact: true }).waitFor()
  await winner.getByRole('button', { name: '交给对方了', exact: true }).click()
  await winner.getByLabel('对方的交接码').waitFor()
  await winner.getByLabel('对方的交接码').fill(handoverCode)
  await picture(winner, '2-hand-over')
  await winner.getByRole('button', { name: '对一下' }).click()
  await winner.getByText('交接码对上了，辛苦了。').waitFor()
  await hears(wang, /满意/).waitFor()
  await says(wang, '5')
  await hears(wang, /谢谢您/).waitFor()
  await picture(wang, '3-thanked')
  await zhao.locator('.state', { hasText: '办好' }).first().waitFor()

  const group = await stage.stack.heard('tang', 'g1')
  expect(group.map(({ text }) => text).filter((text) => /单元|4楼|199|交接码 ?\d/.test(text) && !/^帮我/.test(text))).toEqual([]) // prettier-ignore
  expect(stage.takeFaults()).toEqual([])
  await Promise.all([wang, li, qiu, zhao].map((page) => page.context().close()))
})

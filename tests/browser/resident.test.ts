import type { Stack } from '../factories/stack.ts'
import { openStage } from '../factories/stage.ts'
import type { Stage } from '../factories/stage.ts'

jest.setTimeout(120_000)

let stage: Stage
let stack: Stack

beforeAll(async () => {
  stage = await openStage({ faultsFrom: 400 })
  stack = stage.stack
})
afterAll(() => stage?.close())
afterEach(() => expect(stage.takeFaults()).toEqual([]))

test('from the tiles to the stars, and out: asked without a word, followed, judged, taken away, erased', async () => {
  const page = await stage.open('/', { as: '刘大姐' })
  const tap = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const picture = (name: string) => stage.picture(page, `resident-${name}`)
  await tap(/买菜买米/)
  await tap('鸡蛋')
  await tap('鸡蛋多一点')
  await tap('明天上午')
  await page.getByText('您看一遍：鸡蛋2斤。明天上午，送到我家').waitFor()
  await picture('1-form')
  await tap('请人帮忙')
  await page.getByText('您点了头，开始找人').waitFor()
  await picture('2-asked')

  const request = await stack.db.collection('requests').findOne({ requesterId: 'liu' })
  expect(request).toMatchObject({ status: 'open', items: [{ name: '鸡蛋', quantity: 2, unit: '斤' }], place: { zone: '7', building: '8' } })
  const helper = await whoIsAsked(String(request?._id))
  await stack.say(helper, `接${request?.code}`, { in: 'private' })
  await page.getByText('交接码').waitFor()
  await picture('3-accepted')
  await stack.say(helper, `送到了${request?.code}`, { in: 'private' })
  await page.getByText('说送到了').waitFor()
  await tap('办好了')
  await tap(/5颗星/)
  await page.getByText('5 颗星').waitFor()
  await picture('4-done')

  await page.goto(`${stack.url}/#/me/pages/home/index`)
  await tap('看我的数据')
  await page.getByText('7区8栋3单元2楼201室').last().waitFor()
  const file = page.waitForEvent('download')
  await tap('带走一份，自己看')
  expect((await file).suggestedFilename()).toBe('我的数据.html')
  await tap('删掉我的资料')
  await tap('我知道了，要删')
  await tap('真的删掉')
  await page.getByText('您的资料都删掉了').last().waitFor()
  await picture('5-erased')
  expect(await page.getByRole('button', { name: /刘大姐/ }).count()).toBe(0)
  expect(await stack.db.collection('people').countDocuments({ _id: 'liu' as never })).toBe(0)
  await page.context().close()
}) // prettier-ignore

async function whoIsAsked(requestId: string): Promise<string> {
  let helper = ''
  await stack.until('somebody is asked', async () => {
    const offer = await stack.db.collection('outgoing').findOne({ about: requestId, template: 'dispatch.offer' })
    helper = String(offer?.chatId ?? '')
    return helper !== ''
  })
  return helper
}

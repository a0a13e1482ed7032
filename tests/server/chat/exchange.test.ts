import { readExchange } from '../../../server/chat/talk/exchange.ts'
import { findRequest } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { says } from '../../factories/says.ts'

let scene: HelperScene
let mine: RequestDoc
let theirs: RequestDoc
beforeAll(async () => {
  scene = await openHelperScene()
})
beforeEach(async () => {
  await scene.nextDay()
  mine = await scene.inHandOf(scene.li)
  theirs = await scene.inHandOf(scene.he)
  scene.house.later(1)
})
afterAll(() => scene.close())

const holders = async () =>
  Promise.all([mine, theirs].map(async ({ _id }) => (await findRequest(scene.house, _id))?.assignee?.personId))

describe('what a short sentence says about an exchange', () => {
  it.each([
    ['跟小何对换', '小何'],
    ['我想和小何师傅换一下', '小何师傅'],
    ['找小何换换', '小何'],
    ['小何跟我对换吧', '小何'],
    ['想跟小何换单', '小何'],
  ])('%s names %s', (text, name) => {
    expect(readExchange(text)).toEqual({ act: 'propose', name })
  })
  it.each(['谁能跟我对换', '想对换', '能跟谁对换吗'])('%s: with whom?', (text) => {
    expect(readExchange(text)).toEqual({ act: 'ask' })
  })
  it.each(['同意换', '可以换', '换吧', '行换', '愿意跟他换'])('%s: yes', (text) => {
    expect(readExchange(text)).toEqual({ act: 'yes' })
  })
  it.each(['不换', '不换了', '不想换', '先不换', '不方便换'])('%s: no', (text) => {
    expect(readExchange(text)).toEqual({ act: 'no' })
  })
  it.each(['换一下', '谁能换一下', '小李替我去', '换两个西红柿', '不换了我去', '帮我换灯泡', '跟我换', '去不了', '接'])(
    '%s: nothing',
    (text) => {
      expect(readExchange(text)).toBeUndefined()
    },
  )
})

it('one sentence asks, one answers, and both have the other’s', async () => {
  expect(await says(scene, scene.li, '谁能跟我对换')).toContain('小何（6区，送菜）')
  expect(await says(scene, scene.li, '跟小何对换')).toMatch(/好，问小何了：你去6区，送菜。点头之前还是你的/u)
  expect(await says(scene, scene.he, `同意换${mine.code}`)).toContain('对换好了')
  expect(await holders()).toEqual([scene.he.id, scene.li.id])
})

it('no is answered without a question, and each keeps his own', async () => {
  await says(scene, scene.li, `跟小何对换${mine.code}`)
  expect(await says(scene, scene.he, '不换')).toContain('还是你去')
  expect(await holders()).toEqual([scene.li.id, scene.he.id])
})

it('whoever asked takes it back in the words of a swap', async () => {
  await says(scene, scene.li, '跟小何对换')
  expect(await says(scene, scene.li, '换一下')).toContain('正在等对换的回话')
  expect(await says(scene, scene.li, '不换了')).toContain('还是你去')
  expect(await says(scene, scene.he, `同意换${mine.code}`)).toContain('没有人找你对换')
  await says(scene, scene.li, '换一下')
  expect(await says(scene, scene.li, `不换了${mine.code}`)).toContain('还是你去')
  expect(await holders()).toEqual([scene.li.id, scene.he.id])
})

it('hears when nobody is called so, and nothing of it is said in the group', async () => {
  expect(await says(scene, scene.li, '跟小丁对换')).toContain('叫“小丁”的志愿者')
  await says(scene, scene.li, '跟小何对换', 'room')
  expect((await findRequest(scene.house, mine._id))?.exchange).toBeUndefined()
  await says(scene, scene.wang, '跟小何对换')
  expect((await findRequest(scene.house, mine._id))?.exchange).toBeUndefined()
})

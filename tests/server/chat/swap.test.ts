import { readSwap } from '../../../server/chat/talk/swap.ts'
import { findRequest } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { anOpenRequest, openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { says } from '../../factories/says.ts'

let scene: HelperScene
let taken: RequestDoc
beforeAll(async () => {
  scene = await openHelperScene()
})
beforeEach(async () => {
  await scene.nextDay()
  taken = await scene.inHandOf(scene.li)
  scene.house.later(1)
})
afterAll(() => scene.close())

const now = async () => (await findRequest(scene.house, taken._id)) as RequestDoc

describe('what a short sentence says about a swap', () => {
  it.each(['换一下', '谁能换一下', '请人换一下', '谁能替我去', '找人换一下吧', '能不能换个人', '有人能替我跑一趟吗'])(
    '%s',
    (text) => {
      expect(readSwap(text)).toEqual({ act: 'ask' })
    },
  )
  it.each([
    ['小李替我去', '小李'],
    ['让小何替我跑一趟', '小何'],
    ['小李师傅能替我去吗', '小李师傅'],
  ])('%s names %s', (text, name) => {
    expect(readSwap(text.replace('吗', ''))).toEqual({ act: 'ask', name })
  })
  it.each(['不换了我去', '不用换了', '还是我去吧', '我自己去'])('%s: he goes himself', (text) => {
    expect(readSwap(text)).toEqual({ act: 'keep' })
  })
  it.each(['我去', '换两个西红柿', '换一袋米', '帮我换灯泡', '去不了', '小李接了'])('%s: nothing', (text) => {
    expect(readSwap(text)).toBeUndefined()
  })
})

describe('a helper with an errand in hand, in private', () => {
  it('asks, is told what holds until somebody says yes, and takes it back', async () => {
    expect(await says(scene, scene.li, `谁能换一下${taken.code}？`)).toMatch(
      /没人应之前还是你的；.*前没人，就交给值班社工/u,
    )
    expect((await now()).swap).toMatchObject({ byId: scene.li.id })
    expect(await says(scene, scene.li, '换一下')).toContain('已经在问了')
    expect(await says(scene, scene.li, '不换了，我去')).toContain('还是你去')
    expect((await now()).swap).toBeUndefined()
  })

  it('names whom he means; that one says 接 and has it', async () => {
    expect(await says(scene, scene.li, '小何替我去')).toContain('去问小何了')
    await says(scene, scene.he, `接${taken.code}`)
    expect((await now()).assignee?.personId).toBe(scene.he.id)
    expect(await says(scene, scene.li, '不换了，我去')).not.toContain('还是你去')
  })

  it('hears when nobody is called so', async () => {
    expect(await says(scene, scene.li, '小丁替我去')).toContain('没找到叫“小丁”的帮手')
  })

  it('the one who is asked may say no without a reason', async () => {
    await says(scene, scene.li, '换一下')
    expect(await says(scene, scene.he, '不接')).toBe('好，不打扰了。')
    expect((await now()).assignee?.personId).toBe(scene.li.id)
  })
})

it('means nothing in the group, nor from one who has nothing in hand', async () => {
  await says(scene, scene.li, '换一下', 'room')
  expect(await says(scene, scene.he, '换一下')).toBe('你手上现在没有单子。')
  await says(scene, scene.wang, '换一下')
  expect((await now()).swap).toBeUndefined()
})

it('takes nothing that he was asked for, whoever speaks of going in his place', async () => {
  const offered = await anOpenRequest(scene.house, scene.wang)
  await scene.house.work()
  expect(await says(scene, scene.he, '小王替我去')).toBe('你手上现在没有单子。')
  expect((await findRequest(scene.house, offered._id))?.status).toBe('open')
})

import { play } from './play.ts'

const ORDER = `
  10:00 wang # 帮我送两斤西红柿`
const OPEN = `${ORDER}
  10:01 wang # 对`
const TAKEN = `${OPEN}
  10:02 li > 接$1`

describe('the yes', () => {
  it.each([
    '对', '对的', '嗯 对的 就这些', '对的没错谢谢你们了', '可以的，快点啊', '对的，就这些，麻烦快一点', '好的好的', '行吧', '没问题👌', '是的是的，谢谢', 'OK', '对 @益民助手',
  ])('may be “%s”', async (words) => {
    const played = await play(`${ORDER}
      10:01 wang # ${words}`)
    expect(played.status()).toBe('open')
  }) // prettier-ignore

  it.each(['不对', '对了，今天几号', '好冷啊', '行不行啊', '是不是弄错了', '嗯？'])('is not “%s”', async (words) => {
    const played = await play(`${ORDER}
      10:01 wang # ${words}`)
    expect(played.status()).toBe('draft')
  })

  it('to a question is no answer: it is asked once more', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      10:01 sun # 对`)
    expect(played.inRoom()).toHaveLength(2)
    expect(played.status()).toBe('draft')
  })
})

describe('withdrawing', () => {
  it('before the yes ends it, and a later 对 means nothing', async () => {
    const played = await play(`${ORDER}
      10:01 wang # 不用送了
      10:02 wang # 对`)
    expect(played.status()).toBe('cancelled')
    expect(played.inRoom().at(-1)).toBe('好，不办了。要什么再说。〔A101〕')
  })

  it.each(['算了不要了', '不用了', '取消', '那不要了吧', '别送了', '取消$1'])(
    'is understood as “%s”',
    async (words) => {
      const played = await play(`${OPEN}
      10:02 wang # ${words}
      10:03 li > 接$1`)
      expect(played.status()).toBe('cancelled')
      expect(played.privately('li').at(-1)).toBe('这单已经不用了，谢谢你。〔A101〕')
    },
  )

  it('with a helper on the way tells him at once, and what he says afterwards moves nothing', async () => {
    const played = await play(`${TAKEN}
      10:03 wang > 取消$1
      10:20 li > 送到了`)
    expect(played.privately('li').slice(-2)).toEqual(['这单不用送了，谢谢你。〔A101〕', '你手上现在没有单子。'])
    expect(played.status()).toBe('cancelled')
  })

  it('of what is there already is too late', async () => {
    const played = await play(`${TAKEN}
      10:20 li > 送到了
      10:21 wang # 取消$1`)
    expect(played.inRoom().at(-1)).toBe('这个已经送到了，有问题说“没办好”。〔A101〕')
  })
})

describe('changing', () => {
  it('is read back before the yes', async () => {
    const played = await play(`${ORDER}
      10:01 wang # 再加一袋盐
      10:02 wang # 改成三斤吧
      10:03 wang # 对`)
    expect(played.inRoom()[2]).toBe('王阿姨，记下了：3斤西红柿、1袋盐，送到6区9栋。对的话回“对”，要改直接说。〔A101〕')
    expect(played.status()).toBe('open')
  })

  it('by the bare amount after 不对 corrects what was understood', async () => {
    const played = await play(`${ORDER}
      10:01 wang # 不对
      10:02 wang # 是三斤
      10:03 wang # 对`)
    expect(played.inRoom()[1]).toBe('哪儿不对？直接说要改成什么就行。〔A101〕')
    expect(played.requests[0]?.items).toEqual([{ name: '西红柿', quantity: 3, unit: '斤' }])
  })

  it.each([
    ['不是西红柿是黄瓜', { name: '黄瓜', quantity: 2, unit: '斤' }],
    ['不是两斤，是三斤', { name: '西红柿', quantity: 3, unit: '斤' }],
    ['不要两斤，要一斤', { name: '西红柿', quantity: 1, unit: '斤' }],
  ])('“%s” corrects what was understood', async (words, item) => {
    const played = await play(`${ORDER}
      10:01 wang # ${words}
      10:02 wang # 对`)
    expect(played.requests).toMatchObject([{ status: 'open', items: [item] }])
  })

  it('with a yes before it belongs to the same request', async () => {
    const played = await play(`${ORDER}
      10:01 wang # 对，再加个茄子
      10:02 wang # 对`)
    expect(played.requests).toHaveLength(1)
    expect(played.requests[0]?.items).toHaveLength(2)
  })

  it('while it is sought reaches whoever takes it', async () => {
    const played = await play(`${OPEN}
      10:04 wang # 再加两个茄子
      10:05 li > 接$1`)
    expect(played.inRoom().at(-1)).toBe('好，改好了：2斤西红柿、2个茄子。〔A101〕')
    expect(played.privately('li').at(-1)).toContain('2斤西红柿、2个茄子。')
  })

  it('after somebody took it is sent to him whole: goods, time and door', async () => {
    const played = await play(`${TAKEN}
      10:06 wang > 再带瓶醋
      10:07 wang # 改成下午送吧
      10:08 wang # 门牌改成3单元501`)
    expect(played.privately('li').slice(-3)).toEqual([
      expect.stringMatching(/^改了，以这条为准：6区9栋2单元4楼，王阿姨，138\*\*\*\*5678。2斤西红柿、1瓶醋。/),
      expect.stringMatching(/^改了，以这条为准：6区9栋2单元4楼，.*1瓶醋，今天下午。/),
      expect.stringMatching(/^改了，以这条为准：6区9栋3单元501室，/),
    ])
    expect(played.requests[0]?.address).toEqual({ zone: '6', building: '9', unit: '3', room: '501' })
  })

  it('of the time is another promise', async () => {
    const played = await play(`${TAKEN}
      10:07 wang # 改成下午送吧
      13:00 wang # 到哪了`)
    expect(played.inRoom().at(-1)).toBe('A101：小李接了，18点前到。')
    expect(played.alerts).toEqual([])
  })

  it('to another building does not carry the old door along', async () => {
    const played = await play(`${ORDER}
      10:01 wang # 送到8栋
      10:02 wang # 对
      10:03 li > 接$1`)
    expect(played.requests[0]?.address).toEqual({ zone: '6', building: '8' })
    expect(played.privately('li').at(-1)).toMatch(/^6区8栋，王阿姨，/)
  })
})

describe('two requests of one person', () => {
  const TWO = `${OPEN}
      10:02 wang # 帮我取个快递
      10:03 wang # 对`

  it('are told apart by what they are about', async () => {
    const played = await play(`${TWO}
      10:04 wang # 西红柿不用送了`)
    expect([played.status('A101'), played.status('A102')]).toEqual(['cancelled', 'open'])
  })

  it.each(['A101', '第二个', '西红柿那个', 'a101'])(
    'are asked about where both fit; “%s” answers it',
    async (words) => {
      const played = await play(`${TWO}
      10:04 wang # 那个取消吧
      10:05 wang # ${words}`)
      expect(played.inRoom()).toContain('您说的是哪一件？A102（1个快递），还是A101（2斤西红柿）？回编号就行。')
      expect([played.status('A101'), played.status('A102')]).toEqual(['cancelled', 'open'])
    },
  )

  it('or four are asked about in one short line of the group', async () => {
    const played = await play(`${TWO}
      10:04 wang # 家里灯坏了，帮忙修一下
      10:05 wang # 帮我送一袋米
      10:06 wang # 我要取消
      10:07 wang # A103`)
    expect(played.inRoom().at(-2)).toMatch(/^您说的是哪一件？A104.*A103.*A102.*A101.*回编号就行。$/)
    expect(played.status('A103')).toBe('cancelled')
  })

  it('are told of together when she asks where they are', async () => {
    const played = await play(`${TWO}
      10:06 wang # 到哪了`)
    expect(played.inRoom().at(-1)).toBe('A102：正在找人。\nA101：正在找人。')
  })
})

describe('the same message again', () => {
  it('five times and in other words is one request, and is said to be known once', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿 {"id":"m1"}
      10:00 wang # 帮我送两斤西红柿 {"id":"m1"}
      10:00 wang # 帮我送两斤西红柿 {"id":"m2"}
      10:00:05 wang # 帮我送两斤西红柿
      10:01 wang # 帮我送2斤西红柿吧`)
    expect(played.requests).toHaveLength(1)
    expect(played.inRoom().slice(1)).toEqual(['这个已经记下了，不用再发。〔A101〕'])
  })
})

describe('a recalled message', () => {
  it('is asked about; 取消 withdraws it', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿 {"id":"m1"}
      10:00:30 wang # {"recalls":"m1"}
      10:01 wang # 取消`)
    expect(played.inRoom()[1]).toBe('您撤回了，这件事不办了吗？不办回“取消”，还要办就不用管。〔A101〕')
    expect(played.status()).toBe('cancelled')
  })

  it('changes nothing by itself, and nothing at all once somebody has it', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿 {"id":"m1"}
      10:00:10 wang # 对
      10:02 li > 接$1
      10:03 wang # {"recalls":"m1"}
      10:04 wang # 好的`)
    expect(played.status()).toBe('accepted')
    expect(played.inRoom()).toHaveLength(2)
  })
})

import { play } from './play.ts'

const DELIVERED = `
  10:00 wang # 帮我送两斤西红柿
  10:01 wang # 对
  10:02 li > 接$1
  10:20 li > 送到了`

describe('the end of a request', () => {
  it.each(['收到', '收到了，谢谢', '收到啦', '拿到了谢谢小李', '好的收到', '菜送到了', '我妈说收到了'])(
    'is the resident’s “%s”',
    async (words) => {
      const played = await play(`${DELIVERED}
      10:25 wang # ${words}`)
      expect(played.status()).toBe('done')
      expect(played.requests[0]?.history.at(-1)).toMatchObject({ step: 'finish', by: 'wang' })
      expect(played.privately('li').at(-1)).toBe('王阿姨说收到了，谢谢你。〔A101〕')
    },
  )

  it.each(['没收到', '还没收到呢', '收到了吗'])('is not “%s”', async (words) => {
    const played = await play(`${DELIVERED}
      10:25 wang # ${words}`)
    expect(played.status()).not.toBe('done')
  })

  it('is a day of silence, recorded as silence', async () => {
    const played = await play(`${DELIVERED}
      +1 10:30 wait`)
    expect(played.requests[0]?.history.at(-1)).toMatchObject({ step: 'finish', by: 'system' })
    expect(played.privately('wang').at(-1)).toBe('一天没听到您说不对，先当办好了；有问题说“没办好”。〔A101〕')
  })
})

describe('1 with the code', () => {
  it('is one star of what was served, and no yes', async () => {
    const played = await play(`${DELIVERED}
      10:25 wang # 收到
      10:26 wang # 1$1`)
    expect(played.requests[0]).toMatchObject({ status: 'done', rating: 1 })
  })
})

describe('没办好', () => {
  it('finds somebody else at once, and a worker keeps an eye on it', async () => {
    const played = await play(`${DELIVERED}
      10:25 wang # 没办好
      10:26 qin > 接$1
      10:50 qin > 送到了
      10:51 wang > 收到了`)
    expect(played.inRoom().at(-1)).toBe('对不住您，马上重新找人，社工会盯着。〔A101〕')
    expect(played.requests[0]).toMatchObject({ status: 'done', assignee: 'qin' })
    expect(played.alerts).toMatchObject([{ kind: 'not_done', request: 'A101', to: ['zhao'], state: 'closed' }])
  })

  it('is good for seven days, also after a silence', async () => {
    const played = await play(`${DELIVERED}
      +6 10:00 wang > 没办好`)
    expect(played.status()).toBe('open')
  })

  it('after that goes to a worker, and the request stays as it is', async () => {
    const played = await play(`${DELIVERED}
      10:25 wang # 收到
      +9 10:00 wang > 没办好`)
    expect(played.status()).toBe('done')
    expect(played.requests[0]?.address).toEqual({ zone: '6', building: '9' })
    expect(played.privately('wang').at(-1)).toBe('没查到刚办过的事，已经请赵社工联系您。')
    expect(played.alerts).toMatchObject([{ kind: 'needs_person', state: 'open' }])
  })

  it('of something that is still on its way is a question', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 wang # 对
      10:02 li > 接$1
      10:30 wang # 没收到啊`)
    expect(played.status()).toBe('accepted')
    expect(played.inRoom().at(-1)).toBe('A101：小李接了，12点10分前到。')
  })
})

describe('a judgement', () => {
  it('of one to five is kept, the last one counts', async () => {
    const played = await play(`${DELIVERED}
      10:25 wang # 收到
      10:26 wang # 3
      10:27 wang # 5分`)
    expect(played.requests[0]?.rating).toBe(5)
    expect(played.inRoom().slice(-2)).toEqual(['谢谢您告诉我，社工会跟进。〔A101〕', '谢谢您，我转告他。〔A101〕'])
  })

  it('that is bad reaches a worker, and stays with her when the request ends', async () => {
    const played = await play(`${DELIVERED}
      10:25 wang # 收到，但是西红柿不新鲜
      10:26 wang # 2`)
    expect(played.status()).toBe('done')
    expect(played.alerts.map(({ state, text }) => `${state} ${text}`)).toEqual([
      'open 王阿姨不满意（A101）：收到，但是西红柿不新鲜。请您跟进。',
      'open 王阿姨给A101打了2分，请您问问。',
    ])
    expect(played.inRoom().slice(-2)).toEqual([
      '对不住您，赵社工马上跟进，要重办说“没办好”。〔A101〕',
      '谢谢您告诉我，社工会跟进。〔A101〕',
    ])
  })

  it.each(['少了一斤', '黄瓜是烂的', '送错了'])('of what was served may be “%s”', async (words) => {
    const played = await play(`${DELIVERED}
      10:25 wang # ${words}`)
    expect(played.alerts).toMatchObject([{ kind: 'needs_person', state: 'open' }])
    expect(played.inRoom().at(-1)).toBe('对不住您，赵社工马上跟进，要重办说“没办好”。〔A101〕')
  })

  it.each(['没有啊，我没看到人', '没人来啊', '还没送来'])('may be that nobody came: “%s”', async (words) => {
    const played = await play(`${DELIVERED}
      10:25 wang # ${words}`)
    expect(played.status()).toBe('open')
  })

  it('by a number of somebody who got nothing is small talk', async () => {
    const played = await play(`${DELIVERED}
      10:21 sun # 5
      10:22 chen # 1`)
    expect(played.inRoom()).toHaveLength(2)
  })
})

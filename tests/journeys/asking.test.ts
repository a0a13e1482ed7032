import { play } from './play.ts'

describe('an answer that does not come', () => {
  it('is asked for once more after ten minutes, and then a worker calls; the late answer still counts', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      11:05 sun # 3区2栋
      11:06 sun # 对
      11:07 qin > 接$1`)
    expect(played.privately('sun').slice(0, 2)).toEqual([
      '孙师傅，1袋米送到哪区哪栋？〔A101〕',
      '没等到您回话，不要紧，赵社工会打电话问您。〔A101〕',
    ])
    expect(played.inRoom()[1]).toBe('孙师傅，记下了：1袋米，送到3区2栋。对的话回“对”，要改直接说。〔A101〕')
    expect(played.alerts).toMatchObject([{ kind: 'no_answer', state: 'closed' }])
    expect(played.requests[0]?.assignee).toBe('qin')
  })

  it('may be the yes: the alarm ends with it', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      11:01 wang # 对`)
    expect(played.privately('wang')[0]).toBe(
      '王阿姨，2斤西红柿，还等您一句话：对的话回“对”，要改直接说，不急。〔A101〕',
    )
    expect(played.status()).toBe('open')
    expect(played.alerts).toMatchObject([{ kind: 'no_answer', state: 'closed' }])
  })
})

describe('an answer that says nothing', () => {
  it('is asked for a second time at once, and then a worker calls', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      10:01 sun # 送家里
      10:02 sun # 就我家啊
      10:03 sun # 老地方
      10:04 sun > 3区2栋
      10:05 sun > 对`)
    expect(played.inRoom().slice(1)).toEqual([
      '孙师傅，1袋米送到哪区哪栋？电话和门牌别发群里，私下告诉我。〔A101〕',
      '我没问清楚，请赵社工打电话问您，不用再写了。〔A101〕',
    ])
    expect(played.status()).toBe('open')
  })
})

describe('an answer that tells which', () => {
  it('takes the place of the vague word', async () => {
    const played = await play(`
      10:00 wang # 帮我买点药
      10:01 wang # 布洛芬一盒
      10:02 wang # 对`)
    expect(played.requests).toMatchObject([{ status: 'open', items: [{ name: '布洛芬', quantity: 1, unit: '盒' }] }])
  })
})

describe('another wish while a question is open', () => {
  it('is its own request', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      10:01 sun # 还想找个人修水管
      10:02 sun # 6区3栋`)
    expect(played.requests.map(({ category }) => category)).toEqual(['daily_goods', 'repair'])
  })
})

describe('人工', () => {
  it.each([
    ['wang', '#', '人工'],
    ['wang', '>', '转人工'],
    ['fremd', '#', '我要人工'],
    ['fremd', '#', '机器人听不懂我说的话，给我转人工吧快点'],
    ['li', '>', '人工'],
    ['wang', '>', '你们这个机器人听不懂，给我找个真人'],
  ])('of %s %s “%s” reaches the worker on duty in one step', async (who, where, words) => {
    const played = await play(`10:00 ${who} ${where} ${words}`.replace('fremd >', 'fremd #'))
    expect(played.alerts).toMatchObject([{ kind: 'needs_person', to: ['zhao'] }])
    expect(played.said.filter(({ to }) => to.includes(who)).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^好，已经请赵社工，她马上联系您。也可以直接打站里电话/),
    ])
  })

  it('leaves an open question open', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 wang # 人工
      10:02 wang # 对`)
    expect(played.status()).toBe('open')
  })
})

describe('public matters, questions and sign-ups', () => {
  it('go to a named worker', async () => {
    const played = await play(`
      10:00 wang # 三区楼道里堆满杂物没人管
      10:01 wang # 低保怎么申请啊
      10:02 wang # 消夏晚会我报名
      10:04 fremd # 我想当志愿者`)
    expect(played.inRoom()).toEqual([
      '记下了，已经告诉赵社工，有结果回您。',
      '这个我请赵社工回您，稍等。',
      '好，谢谢您。赵社工会联系您登记。',
      '好，谢谢您。赵社工会联系您登记。',
    ])
    expect(played.alerts).toHaveLength(4)
  })

  it('the station’s own phone is told in private', async () => {
    const played = await play(`10:00 wang @ 站里电话多少`)
    expect(played.privately('wang')).toEqual(['站里电话：0472-0000000。'])
    expect(played.inRoom()).toEqual([])
  })

  it('says who it is to whoever asks', async () => {
    const played = await play(`
      10:00 wang > 你好
      10:01 wang > 谢谢`)
    expect(played.privately('wang')).toEqual(['您好，要送东西、要人帮忙，直接说一句就行。'])
  })

  it('says how many are to come, where it takes more than one', async () => {
    const played = await play('10:00 wang # 家里沙发要搬到楼下，要两个人抬')
    expect(played.inRoom().at(-1)).toContain('要2个人')
  })
})

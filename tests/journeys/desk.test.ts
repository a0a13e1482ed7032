import { castOf } from '../factories/scenes.ts'
import { play } from './play.ts'

describe('what waits for staff', () => {
  it('a sentence that was hardly understood, and its author learns the reason of a no', async () => {
    const played = await play(`
      10:00 wang > 那个东西给我弄一下呗
      10:01 wang @ 能不能帮忙弄一下那个
      10:05 zhao > 不同意$1 没说清要什么`)
    expect(played.privately('wang')).toEqual([
      '记下了，怕理解错，已经请赵社工看，她会联系您。〔A101〕',
      '这件事站里没法办：没说清要什么。要别的我马上办。',
    ])
    expect(played.inRoom()).toEqual(['已经收到了，正在办，不用再发。〔A101〕'])
    expect(played.status()).toBe('rejected')
  })

  it('what touches health or family, which only workers are asked for', async () => {
    const played = await play(`
      10:00 wang > 我和儿子天天吵架，心里难受，想找人聊聊
      10:01 wang > 对
      10:02 zhao > 同意$1
      10:03 zhao > 接$1
      10:30 wait`)
    expect(played.privately('zhao')[0]).toMatch(/^A101要您看：聊一聊，这类服务先由社工看。/)
    expect(played.requests[0]?.assignee).toBe('zhao')
    expect([
      ...played.privately('li'),
      ...played.privately('he'),
      ...played.privately('qin'),
      ...played.inRoom(),
    ]).toEqual([])
  })
})

describe('the desk', () => {
  it('approves and assigns; what the state does not allow is refused and changes nothing', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 zhao ! approve $1
      10:02 zhao ! approve $1
      10:03 zhao ! assign $1 li
      10:04 zhao ! reject $1 不行
      10:05 li > 送到了
      10:06 zhao ! assign $1 qin
      10:07 wang > 收到
      10:08 zhao ! reject $1 不行
      10:09 zhao ! approve $7`)
    expect(played.refused.map((fault) => fault.replace(/^line \d+: /, ''))).toEqual([
      'approve A101: conflict, the request is open',
      'reject A101: conflict, the request is accepted',
      'assign A101: conflict, the request is delivered',
      'reject A101: conflict, the request is done',
      'no request $7',
    ])
    expect(played.requests[0]).toMatchObject({ status: 'done', assignee: 'li' })
    expect(played.requests[0]?.history.map(({ step, by }) => `${step} ${by}`)).toEqual([
      'write wang',
      'approve zhao',
      'assign zhao',
      'deliver li',
      'finish wang',
    ])
  })

  it('gives it to another: the one who had it is told, and the door closes to him', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 wang # 对
      10:02 li > 接$1
      10:10 zhao ! assign $1 qin
      10:11 li > 送到了$1`)
    expect(played.privately('li').slice(-2)).toEqual([
      '这单社工换人去了，你不用跑了，谢谢你。〔A101〕',
      'A101不在你手上。',
    ])
    expect(played.requests[0]?.assignee).toBe('qin')
  })

  it('refuses, and where the author cannot be written to the group hears no reason', async () => {
    const played = await play(
      `
      10:00 wang # 帮我送两斤西红柿
      10:02 zhao ! reject $1 她家欠费`,
      castOf(undefined, { wang: { private: false } }),
    )
    expect(played.inRoom().at(-1)).toBe('这件事站里办不了，原因社工会单独告诉您。')
  })
})

describe('a worker’s short words in private', () => {
  it('say where it stands when there is nothing to decide', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 wang # 对
      10:02 li > 接$1
      10:03 zhao > 同意$1
      10:04 zhao > 不同意A999 不行
      10:05 zhao > 收到`)
    expect(played.privately('zhao')).toEqual(['A101现在是“有人接”，不用再定了。', '没找到A999，您再看看编号。'])
    expect(played.status()).toBe('accepted')
  })

  it('are nobody else’s, and not the group’s', async () => {
    const played = await play(`
      10:00 wang > 那个东西给我弄一下呗
      10:01 sun # 我是站长 同意$1
      10:02 sun > 同意$1
      10:03 zhao # 同意$1
      10:04 sun > 我是站长，同意支出500元`)
    expect(played.status()).toBe('reviewing')
  })
})

describe('what is not brought', () => {
  it.each([
    ['wang', '帮我买条中华烟', '烟不能代买，这是站里的规定。要别的我马上办。'],
    ['sun', '帮我带两瓶白酒', '酒不能代买，这是站里的规定。要别的我马上办。'],
  ])('%s: “%s” is answered in private with the rule; the group hears nothing', async (who, words, answer) => {
    const played = await play(`10:00 ${who} # ${words}`)
    expect(played.privately(who)).toEqual([answer])
    expect(played.inRoom()).toEqual([])
    expect(played.status()).toBe('rejected')
  })

  it('of a stranger: the group hears no reason, and a worker passes it on', async () => {
    const played = await play('10:00 fremd # 帮我买包烟')
    expect(played.inRoom()).toEqual(['这件事站里办不了，原因社工会单独告诉您。'])
    expect(played.privately('zhao')).toEqual([
      expect.stringMatching(/^fremd要的办不了，私下发不到本人，请您转告：烟不能代买/),
    ])
  })

  it('is a prescription medicine without one; 有处方 brings a worker', async () => {
    const played = await play(`
      10:00 wang # 帮我买一盒头孢
      10:05 wang > 有处方`)
    expect(played.privately('wang')).toEqual([
      expect.stringContaining('要有医生的处方才能代买'),
      '好，请赵社工跟您核对处方，她会联系您。',
    ])
    expect(played.alerts).toMatchObject([{ kind: 'needs_person', request: 'A101', state: 'open' }])
  })

  it('cannot be slipped in afterwards', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 wang # 再带瓶白酒
      10:02 wang # 对`)
    expect(played.requests[0]?.items).toEqual([{ name: '西红柿', quantity: 2, unit: '斤' }])
    expect(played.privately('wang')[0]).toMatch(/^酒不能代买/)
  })
})

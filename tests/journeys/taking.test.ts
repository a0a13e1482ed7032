import { castOf } from '../factories/scenes.ts'
import { play } from './play.ts'

const ORDER = `
  10:00 wang # 帮我送两斤西红柿
  10:01 wang # 对`

describe('taking an errand', () => {
  it('belongs to the first of three who say so in the same second; the others are told kindly', async () => {
    const played = await play(`${ORDER}
      10:02 li > 接$1
      10:02 qin > 接$1
      10:02 he # 接$1`)
    const takers = played.requests[0]?.history.filter(({ step }) => step === 'accept')
    expect(takers).toHaveLength(1)
    const late = [...played.privately('li'), ...played.privately('qin'), ...played.inRoom()]
    expect(late.filter((text) => text === '这单刚有人接了，谢谢你。下一单先问你。')).toHaveLength(2)
    expect(played.said.filter(({ text }) => text.includes('2单元4楼'))).toHaveLength(1)
  })

  it('needs no code where one errand is offered, and asks which where there are two', async () => {
    const played = await play(`${ORDER}
      10:02 sun # 帮我送3斤土豆到6区3栋
      10:03 sun # 对
      10:04 qin > 接
      10:05 qin > $2
      10:06 qin > 接$1
      10:07 qin > 送到了
      10:08 qin > 西红柿那个`)
    expect(played.privately('qin')).toContain('你说的是哪一单？A102（3斤土豆），还是A101（2斤西红柿）？回编号就行。')
    expect([played.status('A101'), played.status('A102')]).toEqual(['delivered', 'accepted'])
  })

  it('takes the helper at his own words', async () => {
    const played = await play(`${ORDER}
      10:02 li > 我来吧
      10:05 li > 我出发了
      10:10 li > 已经放门口了
      10:12 wang > 拿到了谢谢小李
      10:13 wang > 五星好评`)
    expect(played.requests[0]).toMatchObject({ status: 'done', assignee: 'li', rating: 5 })
  })

  it.each(['西红柿我送', '西红柿我来送吧', '西红柿我顺路带'])('takes him at “%s” in the group', async (words) => {
    const played = await play(`${ORDER}
      10:02 li # ${words}
      10:03 he # 我送不了，谁去`)
    expect(played.requests).toMatchObject([{ status: 'accepted', assignee: 'li' }])
  })

  it('passes his question about it to a worker', async () => {
    const played = await play(`${ORDER}
      10:02 qin > 接$1
      10:03 qin > 没有西红柿了，换成圣女果行吗`)
    expect(played.requests).toHaveLength(1)
    expect(played.alerts).toMatchObject([{ kind: 'needs_person', to: ['zhao'] }])
  })

  it('does not take 好的 for a yes, but says how to say it', async () => {
    const played = await play(`${ORDER}
      10:03 li > 好的
      10:04 li > 行，我去`)
    expect(played.privately('li')[1]).toBe('要接就回“接A101”，不方便回“不接”。')
    expect(played.requests[0]?.assignee).toBe('li')
  })

  it('is not for whoever asked for it, nor for residents, nor before it is confirmed', async () => {
    const played = await play(`
      10:00 li # 帮我送两斤西红柿到6区9栋
      10:01 qin > 接$1
      10:02 li # 对
      10:03 li > 接$1
      10:03 wang # 接$1
      10:04 wang # 我来`)
    expect(played.status()).toBe('open')
    expect(played.privately('qin')[0]).toBe('这单等本人点头，定了马上发给你。〔A101〕')
    expect(played.privately('li')).toEqual(['这是您自己要的，已经在找人了。'])
    expect(played.inRoom().at(-1)).toBe('谢谢您！接单要先登记成志愿者，回“我想当志愿者”就行。')
  })

  it('waits until a volunteer has free hands', async () => {
    const played = await play(`${ORDER}
      10:02 li > 接$1
      10:03 sun # 帮我送一袋米到6区3栋
      10:04 sun # 对
      10:05 li > 接$2
      10:06 li > 送到了$1
      10:07 li > 接$2`)
    expect(played.privately('li')).toContain('你手上还有A101，送完再接，谢谢你。')
    expect(played.requests.map(({ assignee }) => assignee)).toEqual(['li', 'li'])
  })

  it('is nobody else’s to deliver, to give back, to cancel or to ask about', async () => {
    const played = await play(`${ORDER}
      10:02 li > 接$1
      10:03 qin > 送到了$1
      10:04 he > 去不了$1
      10:05 sun # 取消$1
      10:06 sun # 收到了$1
      10:07 sun # $1到哪了
      10:08 sun > $1
      10:09 wang > $1`)
    expect(played.status()).toBe('accepted')
    expect(played.privately('qin').at(-1)).toBe('A101不在你手上。')
    expect(new Set(played.inRoom().slice(2))).toEqual(new Set(['没找到A101，您再看看编号。']))
    expect(played.privately('sun')).toEqual(['没找到A101，您再看看编号。'])
    expect(played.privately('wang').at(-1)).toBe('A101：小李接了，12点10分前到。')
  })
})

describe('what a helper has in hand', () => {
  it.each(['收到', '好的收到', '收到了', '好的', '拿到了'])('is not there yet when he answers “%s”', async (words) => {
    const played = await play(`${ORDER}
      10:02 li > 接$1
      10:03 li > ${words}`)
    expect(played.status()).toBe('accepted')
  })

  it.each(['送到了', '到了', '都送到了', '送到了$1', '办好了$1', '已经放门口了'])(
    'is there with “%s”',
    async (words) => {
      const played = await play(`${ORDER}
      10:02 li > 接$1
      10:20 li > ${words}`)
      expect(played.status()).toBe('delivered')
    },
  )

  it('may be two errands that are there at once', async () => {
    const played = await play(`${ORDER}
      10:02 sun # 帮我送3斤土豆到6区3栋
      10:03 sun # 对
      10:04 qin > 接$1
      10:05 qin > 接$2
      10:30 qin > 都送到了`)
    expect(played.requests.map(({ status }) => status)).toEqual(['delivered', 'delivered'])
    expect(played.privately('qin').at(-1)).toBe('好，A102、A101都记上了，辛苦了。')
  })
})

describe('a helper whom nobody can write to', () => {
  const cast = castOf(['wang', 'li', 'zhao'], { li: { private: false } })

  it('is asked in the group, and hears the address by phone, never there', async () => {
    const played = await play(
      `${ORDER}
      10:05 li # 我来
      10:20 li # 送到了
      10:25 wang # 收到`,
      cast,
    )
    expect(played.inRoom()).toContain('6区有一单送菜，能接的回“接A101”。')
    expect(played.inRoom()).toContain('好，归你了，社工打电话告诉你地址。〔A101〕')
    expect(played.privately('zhao')[0]).toBe('小李接了A101（2斤西红柿），私下发不到他，请您打电话告诉他地址。')
    expect(played.status()).toBe('done')
  })
})

describe('saying no', () => {
  it('is taken without a question, and when all have said it the group is asked at once', async () => {
    const played = await play(`${ORDER}
      10:02 li > 不接
      10:03 qin > 不方便
      10:04 wait`)
    expect(played.privately('li').at(-1)).toBe('好，不打扰了。')
    expect(played.inRoom().at(-1)).toBe('6区有一单送菜，能接的回“接A101”。')
    expect(played.inRoom().join()).not.toMatch(/小李|小店/)
  })
})

describe('giving back', () => {
  const took = `${ORDER}
      10:02 li > 接$1`

  it.each(['我临时有事去不了了', '去不了$1', '实在去不了了', '不接了', '退单', '送不了$1', '换个人吧，我家里有事'])(
    'is understood as “%s”, offered to others at once, and blamed on nobody',
    async (words) => {
      const played = await play(`${took}
      10:10 li > ${words}
      10:11 qin > 接$1`)
      expect(played.privately('li').at(-1)).toBe('好，没关系，马上换人。〔A101〕')
      expect(played.privately('wang')[1]).toBe('小李临时有事，马上换人，不耽误您。〔A101〕')
      expect(played.privately('qin')[1]).toMatch(/^这单又空出来了：6区9栋，送菜/)
      expect(played.requests[0]?.assignee).toBe('qin')
    },
  )

  it('late gives the worker’s alarm an end', async () => {
    const played = await play(`${took}
      12:30 li > 实在去不了了
      12:31 qin > 接$1`)
    expect(played.alerts).toMatchObject([
      { kind: 'no_show', state: 'closed' },
      { kind: 'late', state: 'closed' },
    ])
  })
})

describe('on the way', () => {
  const took = `${ORDER}
      10:02 li > 接$1`

  it.each(['出发了', '我出发了', '已经在路上了', '$1出发了'])(
    '“%s” tells the resident, and ends the reminders',
    async (words) => {
      const played = await play(`${took}
      10:10 li > ${words}
      12:05 wait`)
      expect(played.privately('li').at(-1)).toBe('好，告诉对方你出发了。')
      expect(played.privately('wang')[1]).toMatch(/^小李出发了，12点10分前到。/)
      expect(played.alerts).toEqual([])
    },
  )

  it.each([
    ['我要晚半小时', '12点40分'],
    ['晚一点到', '12点40分'],
    ['晚20分钟', '12点半'],
    ['可能晚一个小时到', '13点10分'],
  ])('“%s” is a later promise, told at once', async (words, time) => {
    const played = await play(`${took}
      11:30 li > ${words}`)
    expect(played.privately('li').at(-1)).toBe(`好，改到${time}前，告诉对方了。`)
    expect(played.privately('wang')[1]).toContain(`改到${time}前到，您别着急。`)
  })

  it('means nothing in the mouth of whoever has nothing in hand', async () => {
    const played = await play(`${took}
      10:10 qin > 出发了`)
    expect(played.privately('wang')).toHaveLength(1)
  })
})

describe('nobody comes', () => {
  it('widens, keeps its word after ten minutes, and after forty the worker on duty has it with a clock', async () => {
    const played = await play(`${ORDER}
      12:00 wait
      12:01 wang # 怎么还没人
      12:02 zhao > 收到
      12:03 zhao ! assign $1 li
      12:10 li > 送到了`)
    const at = (time: string) => played.said.filter((line) => line.at.slice(11, 16) === time).map(({ text }) => text)
    expect(at('10:04')).toEqual(['6区有一单送菜，能接的回“接A101”。'])
    const afterTen = at('10:11')
    expect(afterTen).toHaveLength(2)
    expect(afterTen).toContain('还在找人，有人接马上告诉您。〔A101〕')
    expect(afterTen).toContain('6区9栋，送菜：2斤西红柿。这事要站里的人去。接就回“接A101”，不方便回“不接”。')
    expect(at('10:41')).toEqual([
      'A101等了40分钟没人接：6区9栋，2斤西红柿。请您定人。',
      '还在找人，赵社工已经接手，她会给您回话。〔A101〕',
    ])
    expect(at('12:01')).toEqual(['A101：还在找人，赵社工在盯着。'])
    expect(played.status()).toBe('delivered')
    expect(played.alerts).toMatchObject([{ kind: 'nobody_accepted', state: 'closed' }])
  })

  it('asks nobody of another zone, but the worker in the end', async () => {
    const played = await play(
      `
      10:00 chen # 帮我取个快递
      10:01 chen # 对
      10:50 wait`,
      castOf(['chen', 'li', 'zhao']),
    )
    expect(played.privately('li')).toEqual([])
    expect(played.privately('zhao')[0]).toMatch(/^3区2栋，取送快递：1个快递。这事要站里的人去。/)
  })
})

describe('too late', () => {
  it('is told to the worker and to the resident, and seen in the status', async () => {
    const played = await play(`${ORDER}
      10:02 li > 接$1
      12:26 wang # 到哪了
      12:40 li > 送到了`)
    expect(played.privately('wang')[1]).toMatch(/^说好12点10分前，来的人还没出发/)
    expect(played.privately('wang')[2]).toBe('比说好的晚了，赵社工正在盯，有信儿马上告诉您。〔A101〕')
    expect(played.inRoom().at(-1)).toBe('A101：小李比说好的晚了，赵社工在盯着。')
    expect(played.alerts).toMatchObject([
      { kind: 'no_show', state: 'closed' },
      { kind: 'late', state: 'closed' },
    ])
  })
})

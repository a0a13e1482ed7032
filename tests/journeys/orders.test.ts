import { castOf } from '../factories/scenes.ts'
import { play } from './play.ts'

const TOMATOES =
  '您好，能帮我送点西红柿、青椒和黄瓜吗？一共要15块钱的就行，我在六区九栋二单元，因为我是孕妇，不太方便下楼，麻烦您帮我送到四楼吧！'
const RICE = '我们不在家，我妈妈一个人岁数大了，刚才打电话说家里没有米了，能帮我送一下吗？'

describe('the order for tomatoes, peppers and cucumbers', () => {
  it('reaches the door of a resident whom the station knows', async () => {
    const played = await play(`
      10:00 wang # ${TOMATOES}
      10:01 wang # 对
      10:02 qin > 接$1
      10:10 wang # 我的菜到哪了
      10:50 qin > 送到了
      10:55 wang # 收到了
      10:56 wang # 5`)
    expect(played.inRoom()).toEqual([
      '王阿姨，记下了：西红柿、青椒、黄瓜，共15元内，送到6区9栋。对的话回“对”，要改直接说。〔A101〕',
      '好，正在找人，十分钟内给您回话。〔A101〕',
      'A101：勤务员小店接了，12点10分前到。',
      '办好了。满意回1到5，七天内有问题说“没办好”，马上重办。〔A101〕',
      '谢谢您，我转告他。〔A101〕',
    ])
    expect(played.privately('qin')[1]).toMatch(
      /^6区9栋2单元4楼，王阿姨，138\*\*\*\*5678。西红柿、青椒、黄瓜，共15元内。交接码问对方要。/,
    )
    expect(played.privately('wang')[0]).toMatch(/^勤务员小店接了，12点10分前到，交接码\d{4}，到时告诉对方。〔A101〕$/)
    expect(played.requests[0]).toMatchObject({
      status: 'done',
      category: 'produce',
      items: [{ name: '西红柿' }, { name: '青椒' }, { name: '黄瓜' }],
      budget: 15,
      address: { zone: '6', building: '9', unit: '2', floor: '4' },
      groups: ['pregnant'],
      rating: 5,
      requester: 'wang',
      assignee: 'qin',
    })
    expect(played.requests[0]?.history.map(({ step, by }) => `${step} ${by}`)).toEqual([
      'write wang',
      'confirm wang',
      'accept qin',
      'deliver qin',
      'finish wang',
    ])
  })

  it('reaches the door of a stranger, who hears everything in the group and has no code to give', async () => {
    const played = await play(`
      10:00 mei # ${TOMATOES}
      10:01 mei # 对
      10:02 li > 接
      10:20 li > 送到了
      10:25 mei # 收到了，谢谢`)
    expect(played.status()).toBe('done')
    expect(played.inRoom()).toContain('小李接了，12点10分前到。〔A101〕')
    expect(played.privately('li')[1]).toMatch(/^6区9栋2单元4楼，mei。/)
    expect(played.privately('li')[1]).not.toContain('交接码')
  })
})

describe('the order for rice for a mother who is alone', () => {
  it('asks a stranger once for all that is missing, and reads the building alone back', async () => {
    const played = await play(`
      10:00 zhou # ${RICE}
      10:01 zhou # 九区4栋1单元201，一袋10斤的
      10:02 zhou # 对
      10:03 qin > 接$1`)
    expect(played.inRoom().slice(0, 2)).toEqual([
      'zhou，米送到哪区哪栋、要多少？电话和门牌别发群里，私下告诉我。〔A101〕',
      'zhou，记下了：1袋米，送到9区4栋。对的话回“对”，要改直接说。〔A101〕',
    ])
    expect(played.privately('qin')[1]).toMatch(/^9区4栋1单元201室，zhou家的妈妈。1袋米。/)
    expect(played.requests[0]).toMatchObject({ category: 'daily_goods', groups: ['elderly', 'alone'], assignee: 'qin' })
  })

  it('knows the home of a mother whom the household names', async () => {
    const played = await play(`
      10:00 lin # ${RICE}
      10:01 lin # 10斤
      10:02 lin # 对
      10:03 qin > 接$1
      10:30 qin > 送到了
      11:30 lin # 我妈说收到了`)
    expect(played.inRoom()[0]).toBe('林师傅，米要多少？〔A101〕')
    expect(played.inRoom()[1]).toBe('林师傅，记下了：10斤米，送到6区12栋。对的话回“对”，要改直接说。〔A101〕')
    expect(played.privately('qin')[1]).toMatch(/^6区12栋1单元2楼203室，林师傅家的妈妈。10斤米。/)
    expect(played.status()).toBe('done')
  })

  it('asks piece by piece where the answers come piece by piece', async () => {
    const played = await play(`
      10:00 sun # ${RICE}
      10:01 sun # 三区2栋
      10:02 sun # 10斤就行
      10:03 sun # 对
      10:04 li > 接$1`)
    expect(played.inRoom().slice(0, 3)).toEqual([
      '孙师傅，米送到哪区哪栋、要多少？电话和门牌别发群里，私下告诉我。〔A101〕',
      '孙师傅，米要多少？〔A101〕',
      '孙师傅，记下了：10斤米，送到3区2栋。对的话回“对”，要改直接说。〔A101〕',
    ])
    expect(played.privately('li')[0]).toContain('门牌没留，到楼下在群里喊一声。')
  })
})

describe('a request on behalf of somebody', () => {
  it('leaves the door open where a neighbour is meant', async () => {
    const played = await play(`
      10:05 wang # 帮楼上邻居李大爷取一下快递，他腿脚不好
      10:06 wang # 对
      10:07 li > 接$1`)
    expect(played.requests[0]?.address).toEqual({ zone: '6', building: '9' })
    expect(played.privately('li')[1]).toMatch(/^6区9栋，王阿姨家的邻居，138\*\*\*\*5678。/)
  })

  it('takes things to the mother who lives elsewhere', async () => {
    const played = await play(`
      10:00 lin # 帮我妈送袋5斤的面到家
      10:01 lin # 对`)
    expect(played.requests[0]).toMatchObject({ status: 'open', address: { zone: '6', building: '12', room: '203' } })
  })

  it('names no medicine in the group', async () => {
    const played = await play(`
      10:00 wang # 帮我买两盒感冒灵
      10:01 wang # 对`)
    expect(played.inRoom().join()).not.toContain('感冒')
    expect(played.requests[0]?.items).toEqual([{ name: '感冒灵', quantity: 2, unit: '盒' }])
  })
})

describe('help at an hour', () => {
  it('asks for the hour where somebody must keep it free, and says it to the helper', async () => {
    const played = await play(`
      10:00 chen # 想找个人陪我去趟医院
      10:01 chen # 明天早上8点
      10:02 chen # 对
      10:03 he > 接$1`)
    expect(played.inRoom()[0]).toBe('陈奶奶，陪同出门什么时候去？〔A101〕')
    expect(played.inRoom()[1]).toBe('陈奶奶，记下了：陪同出门，明天8点去3区2栋。对的话回“对”，要改直接说。〔A101〕')
    expect(played.privately('he')[1]).toContain('陪同出门，明天8点。')
    expect(played.privately('he')[1]).toContain('办完回“办好了A101”')
    expect(played.privately('chen')[0]).toContain('小何接了，明天8点前到')
  })

  it('is late from that hour on', async () => {
    const played = await play(`
      10:00 wang # 明天早上8点帮我送两斤西红柿
      10:01 wang # 对
      10:02 li > 接$1
      +1 08:20 wait`)
    expect(played.alerts).toMatchObject([
      { kind: 'no_show', request: 'A101', state: 'closed' },
      { kind: 'late', request: 'A101', to: ['zhao'], state: 'open' },
    ])
    expect(played.privately('wang').at(-1)).toBe('比说好的晚了，赵社工正在盯，有信儿马上告诉您。〔A101〕')
  })
})

describe('private requests', () => {
  it('are asked for, changed and confirmed in private or in the group alike', async () => {
    const played = await play(`
      10:00 wang > 帮我送两斤西红柿
      10:01 wang # 再加一个茄子
      10:02 wang > 对
      10:03 li > 接$1
      10:05 wang > 到哪了`)
    expect(played.requests).toHaveLength(1)
    expect(played.requests[0]?.items).toHaveLength(2)
    expect(played.privately('wang').at(-1)).toBe('A101：小李接了，12点10分前到。')
  })

  it('take the door that was not for the group', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      10:01 sun > 3区2栋1单元501
      10:02 sun > 对
      10:03 qin > 接$1`)
    expect(played.inRoom()).toEqual(['孙师傅，1袋米送到哪区哪栋？电话和门牌别发群里，私下告诉我。〔A101〕'])
    expect(played.privately('qin')[1]).toMatch(/^3区2栋1单元501室，孙师傅。/)
  })
})

describe('limits', () => {
  it('a fourth open request waits for a worker, with the reason in words', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 wang # 帮我取个快递
      10:02 wang # 家里灯坏了，帮忙修一下
      10:03 wang # 帮我送一袋米
      10:05 zhao > 同意$4`)
    expect(played.privately('zhao')).toEqual([
      'A104要您看：1袋米，今天要办的事已经不少。可以就回“同意A104”，不行回“不同意A104 原因”。',
      '好，A104放行了，正在找人。',
    ])
    expect(played.status('A104')).toBe('open')
  })

  it('so does the sixth of a day', async () => {
    const goods = ['两斤西红柿', '一袋米', '一瓶醋', '三斤土豆', '一袋盐', '一桶油']
    const lines = goods.flatMap((what, i) => [`10:0${i} wang # 帮我送${what}`, `10:0${i}:30 wang # 取消`])
    const played = await play(lines.slice(0, -1).join('\n'), castOf())
    expect(played.status('A105')).toBe('cancelled')
    expect(played.status('A106')).toBe('reviewing')
  })
})

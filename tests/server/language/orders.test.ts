import { understand, understandAll } from '../../../server/language/index.ts'

const NOW = '2026-11-22T10:00'

describe('the two orders of the main scene', () => {
  it('reads vegetables for a pregnant neighbour', () => {
    const text =
      '您好，能帮我送点西红柿、青椒和黄瓜吗？一共要15块钱的就行，我在六区九栋二单元，因为我是孕妇，不太方便下楼，麻烦您帮我送到四楼吧！'
    const { confidence, ...frame } = understand(text, NOW, {}, 'group')
    expect(frame).toEqual({
      intent: 'request',
      category: 'produce',
      items: [{ name: '西红柿' }, { name: '青椒' }, { name: '黄瓜' }],
      budget: 15,
      address: { zone: '6', building: '9', unit: '2', floor: '4' },
      groups: ['pregnant'],
    })
    expect(confidence).toBeGreaterThan(0.8)
  })

  it('reads rice for a mother alone, without guessing a door or a quantity', () => {
    const text = '我们不在家，我妈妈一个人岁数大了，刚才打电话说家里没有米了，能帮我送一下吗？'
    const { confidence, ...frame } = understand(text, NOW, {}, 'group')
    expect(frame).toEqual({
      intent: 'request',
      category: 'daily_goods',
      items: [{ name: '米' }],
      groups: ['elderly', 'alone'],
    })
    expect(confidence).toBeGreaterThan(0.5)
  })
})

describe('said, and said better', () => {
  it.each([
    ['送5号楼1单元 瞧我这脑子 是2单元 401', { address: { building: '5', unit: '2', room: '401' } }],
    [
      '旧电视请明天下午来拉 哎明天我不在家 大后天下午吧',
      { when: { from: '2026-11-25T13:00', to: '2026-11-25T18:00' } },
    ],
    ['父母都七十好几不认路，能不能有人去高铁站接一下', { groups: ['elderly'] }],
    ['我爸独居，76了，麻烦上门看一眼', { groups: ['elderly', 'alone'] }],
    ['我老婆座月子 想要一只乌鸡', { groups: ['pregnant'] }],
    ['我妈胃刚动完刀，帮她送两份小米粥', { groups: ['patient'] }],
    ['帮我送一袋米，位置东河里3栋', { address: { place: '东河里', building: '3' } }],
  ])('%s', (text, part) => expect(understand(text, NOW, {}, 'private')).toMatchObject(part))
})

it('what is called out in jest is no danger', () => {
  expect(understand('救命作业写不完了啊啊啊啊 明天开学我人没了', NOW, {}, 'group').intent).toBe('other')
  expect(understand('救命啊我妈倒在厨房叫不醒', NOW, {}, 'group').intent).toBe('emergency')
})

describe('hand-typed commands', () => {
  const cases: [text: string, intent: string, more?: object][] = [
    ['接A102', 'accept', { code: 'A102' }],
    ['接 a102', 'accept', { code: 'A102' }],
    ['接单A102', 'accept', { code: 'A102' }],
    ['接$code', 'accept'],
    ['不接', 'release'],
    ['A102送到了', 'complete', { code: 'A102' }],
    ['送到了', 'complete'],
    ['取消A102', 'cancel', { code: 'A102' }],
    ['A102到哪了', 'status', { code: 'A102' }],
    ['到哪了', 'status'],
    ['没办好', 'feedback'],
    ['满意度5', 'feedback', { rating: 5 }],
    ['满意 4', 'feedback', { rating: 4 }],
    ['5', 'feedback', { rating: 5 }],
    ['还需要', 'amend'],
    ['人工', 'consult'],
  ]
  it.each(cases)('%s is %s', (text, intent, more = {}) => {
    expect(understand(text, NOW, {}, 'private')).toMatchObject({ intent, ...more })
  })

  it('takes a bare digit in a group for talk', () => {
    expect(understand('1', NOW, {}, 'group').intent).toBe('other')
  })
})

describe("a station's own words", () => {
  it('finds estates, nicknames and goods of the shop', () => {
    const words = {
      estates: ['海威小区'],
      nicknames: [{ name: '老红楼', address: { zone: '6', building: '9' } }],
      shopGoods: [{ name: '鹿城酸粥', category: 'meal' as const }],
      extraGoods: [{ name: '沙葱', category: 'produce' as const }],
    }
    expect(understand('送两份鹿城酸粥到老红楼二单元', NOW, words, 'group')).toMatchObject({
      intent: 'request',
      category: 'meal',
      items: [{ name: '鹿城酸粥', quantity: 2, unit: '份' }],
      address: { zone: '6', building: '9', unit: '2' },
    })
    expect(understand('沙葱来一把 海威小区3号楼', NOW, words, 'group')).toMatchObject({
      category: 'produce',
      items: [{ name: '沙葱', quantity: 1, unit: '把' }],
      address: { place: '海威小区', building: '3' },
    })
  })
})

describe('several things in one message', () => {
  it('gives the order first and the report after it', () => {
    const frames = understandAll('帮我带两斤土豆，六区3栋。另外7栋楼道灯坏了三天没人修。', NOW, {}, 'group')
    expect(frames.map(({ intent }) => intent)).toEqual(['request', 'report'])
  })

  it('keeps two doors apart', () => {
    const frames = understandAll('3栋301送一袋米；5栋502送一桶油', NOW, {}, 'private')
    expect(frames).toMatchObject([
      { items: [{ name: '米' }], address: { building: '3', room: '301' } },
      { items: [{ name: '油' }], address: { building: '5', room: '502' } },
    ])
  })

  it('gives one frame for one matter', () => {
    expect(understandAll('帮我带两斤土豆。要黄心的。六区3栋。', NOW, {}, 'group')).toHaveLength(1)
  })
})

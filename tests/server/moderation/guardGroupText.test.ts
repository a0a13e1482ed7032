import { findPersonalData, guardGroupText } from '../../../server/moderation/index.ts'
import { workedMs } from '../../../server/app/bench/workedMs.ts'

const kindsIn = (text: string): string[] => findPersonalData(text).map(({ kind }) => kind)

describe('what is taken out of group text', () => {
  it.each([
    ['电话13812345678，打给我', '电话（电话略），打给我'],
    ['幺三八 幺二三四 五六七八', '（电话略）'],
    ['l38OO138OOO', '（电话略）'],
    ['打 0472-5123456 或 5123 4567', '打 （电话略） 或 （电话略）'],
    ['138****5678', '（电话略）'],
    ['尾号5678', '尾号（电话略）'],
    ['身份证15020319900101123X。', '身份证（证件号略）。'],
    ['卡号 6222 0212 3456 7890', '卡号 （卡号略）'],
    ['微信号abc_12345，邮箱a.b@c.com', '微信号（联系方式略），邮箱（联系方式略）'],
    ['送到六区9栋2单元4楼', '送到六区9栋'],
    ['送到3号楼2单元501，谢谢', '送到3号楼，谢谢'],
    ['三栋五零一', '三栋'],
    ['9栋402 2袋米', '9栋 2袋米'],
    ['九栋五零一一袋米', '九栋一袋米'],
    ['9-2-402 15元', '家里 15元'],
    ['四楼402室', '家里'],
    ['8区4栋二层东户', '8区4栋'],
    ['9棟4门 2901', '9棟'],
    ['5栋12号', '5栋'],
    ['住302', '住家里'],
    ['顶楼', '家里'],
    ['她是独居老人，要一袋米', '她是居民，要一袋米'],
    ['我妈糖尿病，要无糖饼干', '我妈（略），要无糖饼干'],
    ['孕 妇 一位', '居民 一位'],
    ['孕\u200b妇', '居民'],
    ['殘疾人', '居民'],
    ['HIV 阳性', '（略） 阳性'],
  ])('%s → %s', (text, said) => {
    expect(guardGroupText(text).text).toBe(said)
    expect(findPersonalData(said)).toEqual([])
  })

  it('reads the two orders back without door and condition', () => {
    const first = guardGroupText('我在六区九栋二单元，因为我是孕妇，不太方便下楼，麻烦您帮我送到四楼吧！')
    expect(first.text).toBe('我在六区九栋，因为我是居民，（略），麻烦您帮我送到家里吧！')
    expect(first.leaks.map(({ kind }) => kind)).toEqual(['door', 'group', 'group', 'door'])
    expect(kindsIn('我们不在家，我妈妈一个人岁数大了，刚才打电话说家里没有米了，能帮我送一下吗？')).toEqual(['group'])
  })

  it('tells where and what kind, never the value', () => {
    const { leaks } = guardGroupText('电话13812345678')
    expect(leaks).toEqual([{ kind: 'phone', start: 2, end: 13 }])
    expect(JSON.stringify(leaks)).not.toContain('1381')
  })
})

describe('what stays', () => {
  it.each([
    '王阿姨，记下了：西红柿、青椒、黄瓜，共15元内，送到六区您家。对的话回“对”，要改直接说。〔A102〕',
    '六区9栋，送菜上楼，15元内，今天11点前。您离得近、今天还没接单。接就回“接A102”，不方便回“不接”。',
    'A105 四十分钟没人接：三区2栋，陪诊，明早8点。请您定人。',
    '先打120！我已经叫值班社工，她马上联系您。',
    '120、110、119、12345',
    '12月3日8:00至18:00停水',
    '2026-11-30 15:20-16:00',
    '15:30-16:00, 120',
    '价格35、45、50、60元',
    '9栋10点前、9栋15元、9栋一共三户',
    '两室一厅',
    '3:0，21-19',
    '高血压讲座周三下午三点开始',
    '全楼300户',
    '日期20261122',
    '550e8400-e29b-41d4-a716-446655440000 65f1a2b3c4d5e6f7a8b9c0d1 2026-11-22T10:00:00.000Z',
    '',
    '😀👍🏽',
    '\ud800',
  ])('%s', (text) => expect(guardGroupText(text)).toEqual({ text, leaks: [] }))
})

describe('names', () => {
  const said = (text: string, ...names: string[]): string => guardGroupText(text, { names }).text

  it('of the people in question leave, spaced or alone by given name', () => {
    expect(said('王秀兰，记下了', '王秀兰')).toBe('邻居，记下了')
    expect(said('秀兰姐，王 秀 兰，王\u200b秀兰', '王秀兰')).toBe('邻居姐，邻居，邻居')
    expect(said('欧阳建国来了，建国好', '欧阳建国')).toBe('邻居来了，邻居好')
    expect(said('Mary Lee is here', 'mary lee')).toBe('邻居 is here')
  })

  it('stay where they are no more than a way to speak to somebody, or goods', () => {
    expect(said('王阿姨、小李、赵社工都来了', '王阿姨', '小李', '赵社工')).toBe('王阿姨、小李、赵社工都来了')
    expect(said('送小米两斤', '王小米')).toBe('送小米两斤')
    expect(said('芳草地的菜', '王芳')).toBe('芳草地的菜')
  })
})

describe('time', () => {
  const long = 100_000
  it.each([
    ['digits', '1'],
    ['digits and dashes', '1-'],
    ['spoken digits', '一二 '],
    ['phones', '13812345678 '],
    ['doors', '9栋2单元402，'],
    ['letters like digits', '1OOOOOOOOO'],
    ['ends of mail addresses', 'a@a.'],
    ['addresses', 'a.b@c.com '],
    ['words of illness', '高血'],
    ['numerals of floors', '十百'],
    ['dots', '1.2.3.'],
    ['invisible signs', '1\u200b'],
    ['emoji', '1️⃣'],
    ['brackets', '（（'],
    ['rare signs', '𠮷'],
  ])('stays short for 100,000 characters of %s', (_name, piece) => {
    const text = piece.repeat(Math.ceil(long / piece.length))
    guardGroupText(text.slice(0, 1_000))
    const start = workedMs()
    guardGroupText(text, { names: ['王秀兰'] })
    expect(workedMs() - start).toBeLessThan(2_000)
  })

  it('grows with the length of the text, not faster', () => {
    const piece = '送到9栋2单元402，电话13812345678，王秀兰，高血压，'
    const timed = (times: number): number => {
      const text = piece.repeat(times)
      const start = workedMs()
      guardGroupText(text, { names: ['王秀兰'] })
      return workedMs() - start
    }
    timed(500)
    const [short, four] = [Math.min(timed(500), timed(500)), Math.min(timed(2_000), timed(2_000))]
    expect(four).toBeLessThan(Math.max(short, 5) * 10)
  })
})

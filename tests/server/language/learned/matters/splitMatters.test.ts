import { NO_WORDS, understandAll } from '../../../../../server/language/index.ts'
import { cutsOf } from '../../../../../server/language/learned/matters/cuts.ts'

const NOW = '2026-11-22T10:00'
const matters = (text: string): string[] => understandAll(text, NOW, NO_WORDS, 'group').map(({ intent }) => intent)

test.each([
  ['an order and a report, without a full stop', '帮我带一袋盐，另外三栋楼道的灯坏了没人修', ['request', 'report']],
  ['an order and a question', '给我送两瓶酱油到5栋201，顺便问下低保怎么申请', ['request', 'consult']],
  ['lines', '鸡蛋收到了\n明天上午再给我送一桶油，3栋301', ['complete', 'request']],
])('%s are two matters', (_, text, intents) => {
  expect(matters(text)).toEqual(intents)
})

test.each([
  ['goods in a list', '帮我带西红柿，黄瓜，鸡蛋，还有一把小葱'],
  ['a door in a further sentence', '想要两斤土豆。送到六区九栋二单元402。'],
  ['thanks after a wish', '帮我买一袋米，谢谢啊，辛苦了'],
])('%s is one matter', (_, text) => {
  expect(matters(text)).toEqual(['request'])
})

test('a message may be cut at marks, at lines, and before a word that leads on', () => {
  const text = '送两斤米，路灯坏了\n还想问个事另外狗叫得凶'
  expect(cutsOf(text).map(({ mark, lead }) => ({ mark, lead }))).toEqual([
    { mark: 'comma', lead: undefined },
    { mark: 'line', lead: undefined },
    { mark: 'nothing', lead: '另外' },
  ])
})

test('a long article has few places for a cut, the clearest ones', () => {
  const text = `${'今天天气不错，'.repeat(60)}另外楼道灯坏了，${'大家注意，'.repeat(40)}`
  const cuts = cutsOf(text)
  expect(cuts.length).toBeLessThanOrEqual(4)
  expect(cuts.some(({ lead }) => lead === '另外')).toBe(true)
})

import { findPersonalData } from '../../../server/moderation/index.ts'
import { mask } from '../../../server/secondOpinion/mask.ts'
import { bare, disguised, privateValue, seeded } from '../moderation/privateValues.ts'

const RUNS = 5_000
/** So many digits of a number in a row would give it away. */
const TELLING = 6

it.each([
  [
    '住六区九栋二单元四楼402',
    [],
    '住六区九栋【门A】单元【门B】楼【门C】',
    { '【门A】': '二', '【门B】': '四', '【门C】': '402' },
  ],
  ['电话13812345678', [], '电话【号码A】', { '【号码A】': '13812345678' }],
  ['王建国家的灯坏了，请建国接电话', ['王建国'], '【姓名A】家的灯坏了，请【姓名B】接电话', { '【姓名B】': '建国' }],
  ['我叫李秀兰，要两斤西红柿', [], '我叫【姓名A】，要两斤西红柿', {}],
  ['我是孕妇，要五十以内的菜', [], '我是【情况A】，要五十以内的菜', {}],
  ['取件码6-1-2250，3号柜', [], '取件码【号码A】，3号柜', {}],
  ['我家402，下午14:30来，要100块的肉', [], '我家【门A】，下午14:30来，要100块的肉', { '【门A】': '402' }],
  ['车牌蒙B12345挡路了', [], '车牌【号码A】挡路了', {}],
  ['八号搂三单员五零一', [], '八号搂【门A】单员【门B】', { '【门A】': '三', '【门B】': '五零一' }],
  ['402的灯，还是402', [], '【门A】的灯，还是【门A】', {}],
])('masks %s', (text, names, masked, originals) => {
  const result = mask(text, names)
  expect(result?.text).toBe(masked)
  for (const [placeholder, original] of Object.entries(originals)) expect(result?.original(placeholder)).toBe(original)
})

it('knows nothing of a placeholder that the speaker wrote himself', () => {
  const result = mask('送到【门A】，谢谢', [])
  expect(result?.text).toBe('送到[门A]，谢谢')
  expect(result?.original('【门A】')).toBeUndefined()
})

it('takes out what nobody sees before it looks', () => {
  expect(mask('我家4\u200b0\u200b2', [])?.text).toBe('我家【门A】')
})

it('leaves everyday messages as they are', () => {
  for (const text of [
    '家里水管好像不太对劲',
    '明天下午三点半送两袋米',
    '六区九栋楼道灯坏了',
    '110打不通',
    '一共15块钱',
  ])
    expect(mask(text, ['王建国'])?.text).toBe(text)
})

it('leaves out what it has no letter for', () => {
  const numbers = Array.from({ length: 30 }, (_, i) => `1381234${String(5600 + i)}`)
  const masked = mask(numbers.join('；'), [])?.text ?? ''
  expect(masked).toMatch(/^(【号码[A-Z]】；){24}(【略】；){5}【略】$/)
})

it(`lets none of ${RUNS.toLocaleString('en')} disguised phones, cards and doors out`, () => {
  const random = seeded(20261123)
  const out: string[] = []
  for (let run = 0; run < RUNS; run++) {
    const value = privateValue(random)
    const [before, after] = random.pick([
      ['我的电话是', '，打给我'],
      ['麻烦送到', '，谢谢'],
      ['我在', '要一袋米'],
      ['', ''],
    ] as const)
    const masked = mask(before + disguised(value.text, random) + after, [])
    if (masked === undefined) continue
    const seen = bare(masked.text)
    const pieces = value.secrets.flatMap((secret) => {
      if (value.kind === 'door') return [secret]
      return Array.from({ length: Math.max(0, secret.length - TELLING + 1) }, (_, at) => secret.slice(at, at + TELLING))
    })
    if (pieces.some((piece) => seen.includes(piece)) || findPersonalData(masked.text).length > 0)
      out.push(`${value.text} → ${masked.text}`)
  }
  expect(out.slice(0, 20)).toEqual([])
})

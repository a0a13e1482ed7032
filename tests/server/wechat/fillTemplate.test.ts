import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { NOTICE_NOTE, noticeWordsOf } from '../../../shared/messaging/words.ts'
import { NOTICE_PAGE } from '../../../server/messaging/index.ts'
import { fillTemplate, fitValue } from '../../../server/platform/wechat/fillTemplate.ts'
import { takesValue } from '../../factories/wechat/limits.ts'

const KINDS = [
  'thing',
  'number',
  'letter',
  'symbol',
  'character_string',
  'time',
  'date',
  'amount',
  'phone_number',
  'car_number',
  'name',
  'phrase',
] as const
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '张',
        '三',
        '𠮷',
        '👨‍👩‍👧',
        '\n',
        '\u0000',
        '\u2028',
        '\ud800',
        '6区9栋2单元',
        'Ω',
        ' ',
        '王',
        'A102',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
)

it('10,000 names, addresses and worse: WeChat refuses none of the values', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom(...KINDS),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      (text, kind, at) => {
        for (const value of [fitValue(`${kind}1`, text), fitValue(`${kind}12`, at)])
          if (!takesValue(`${kind}1`, value)) throw new Error(`${kind}: ${JSON.stringify(value)}`)
      },
    ),
    { numRuns: 10_000 },
  )
})

it.each([
  ['thing1', '您要的送到了', '您要的送到了'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十一', '一二三四五六七八九十一二三四五六七八九…'],
  ['thing1', `${'字'.repeat(18)}👨‍👩‍👧还有`, `${'字'.repeat(18)}…`],
  ['thing1', '两行\n文字', '两行 文字'],
  ['phrase2', '有人接 A102', '有人接'],
  ['phrase2', 'A102', '新消息'],
  ['character_string3', '〔A102〕', 'A102'],
  ['character_string3', '王', '-'],
])('%s: %j becomes %j', (key, text, value) => {
  expect(fitValue(key, text)).toBe(value)
})

it('times are Shanghai’s, written as WeChat wants them', () => {
  const at = new Date('2026-11-22T04:05:00Z')
  expect([fitValue('time1', at), fitValue('date1', at), fitValue('thing1', at)]).toEqual([
    '2026年11月22日 12:05',
    '2026年11月22日 12:05',
    '11-22 12:05',
  ])
})

it('our own words fit without being cut', () => {
  const names = [
    'request.accepted',
    'request.late',
    'dispatch.offer',
    'dispatch.assignment',
    'alarm.emergency',
    'alarm.late',
    'talk.other',
    'request.closedBySilence',
    'request.remind',
  ]
  for (const name of names) {
    const { matter, state } = noticeWordsOf(name)
    expect([fitValue('thing1', matter), fitValue('phrase2', state), fitValue('thing4', NOTICE_NOTE)]).toEqual([
      matter,
      state,
      NOTICE_NOTE,
    ])
  }
})

it('a tap leads to a page that the mini program has', () => {
  expect(readFileSync('miniprogram/src/app.config.ts', 'utf8')).toContain(`'${NOTICE_PAGE}'`)
})

it('only what the template asks for stands in it', () => {
  const facts = {
    matter: '您要的送到了',
    state: '送到',
    code: 'A102',
    time: new Date(0),
    note: NOTICE_NOTE,
    station: '演练社工站',
  }
  const template = { id: 'x', values: { thing7: 'matter', character_string2: 'code' } } as const
  expect(fillTemplate(template, facts)).toEqual({
    thing7: { value: '您要的送到了' },
    character_string2: { value: 'A102' },
  })
})

import { isRight, SPEC_FILES } from '../../../../server/app/bench/language/numbers.ts'
import { findMeasures, type MeasureKind } from '../../../../server/language/grammar/measures.ts'
import { findNumerals } from '../../../../server/language/grammar/numerals.ts'
import { findPhones } from '../../../../server/language/grammar/phones.ts'
import { readContacts } from '../../../../server/language/grammar/contacts.ts'
import { readNumber } from '../../../../server/language/grammar/numbers.ts'

describe('numbers in a text', () => {
  it.each([
    ['买三百二十个', [320]],
    ['一千零一夜', [1001]],
    ['三万六', [36000]],
    ['五亿零三十', [500000030]],
    ['4.5万亿', [4.5e12]],
    ['2千零30', [2030]],
    ['叁佰伍拾', [350]],
    ['三点一四', [3.14]],
    ['负七点五', [-7.5]],
    ['四分之三', [0.75]],
    ['二又二分之一', [2.5]],
    ['3/4', [0.75]],
    ['1,250,000', [1250000]],
    ['2^10', [1024]],
    ['３６５天', [365]],
    ['八 十 八', [88]],
    ['一切都好', []],
    ['我在四川', []],
    ['陆地', []],
    ['万', []],
  ])('%s', (text, values) => expect(findNumerals(text).map(({ value }) => value)).toEqual(values))

  it('reads decimals and banknote figures in quantities too', () => {
    expect(readNumber('二点五')).toBe(2.5)
    expect(readNumber('三十五六')).toBeUndefined()
  })
})

describe('measures', () => {
  it.each<[MeasureKind, string, [number | undefined, string][]]>([
    ['dimension', '三斤半', [[3.5, 'Jin']]],
    ['dimension', '两米半', [[2.5, 'Meter']]],
    ['dimension', '三千两百两', [[3200, 'Liang']]],
    ['currency', '十五块五毛', [[15.5, 'Chinese yuan']]],
    ['currency', '20美元', [[20, 'United States dollar']]],
    ['currency', '五角大楼', []],
    ['temperature', '烧到39.5度', [[39.5, 'Degree']]],
    ['temperature', '华氏100度', [[100, 'F']]],
    ['age', '八十二岁', [[82, 'Year']]],
    ['age', '三个月大', [[3, 'Month']]],
  ])('%s in %s', (kind, text, found) =>
    expect(findMeasures(text, kind).map(({ value, unit }) => [value, unit])).toEqual(found),
  )
})

describe('telephone numbers', () => {
  it.each([
    ['打19900001234', ['19900001234']],
    ['199 0000 1234', ['199 0000 1234']],
    ['0571-88880000', ['0571-88880000']],
    ['(0571) 88880000', ['(0571) 88880000']],
    ['+44 7000 000000', ['+44 7000 000000']],
    ['19900001234或19900005678', ['19900001234', '19900005678']],
    ['2026-11-22', []],
    ['订单号A2026112200001', []],
    ['3333*2=6666', []],
    ['3.1415926535', []],
    ['6-9-2-402', []],
  ])('%s', (text, found) => expect(findPhones(text).map((phone) => phone.text)).toEqual(found))

  it('are kept as digits, with a country code where one is written', () => {
    expect(readContacts('回电 +44 7000 000000').phone).toBe('447000000000')
    expect(readContacts('座机 (0571) 88880000').phone).toBe('057188880000')
  })
})

describe('the score of numbers', () => {
  it('asks for the same words and values in the same order', () => {
    expect(isRight([{ text: '４，５６５', value: '4565' }], [{ text: '4,565', value: '4565.0' }])).toBe(true)
    expect(isRight([{ text: '两斤', value: '2' }], [{ text: '两', value: '2' }])).toBe(false)
    expect(
      isRight([{ text: '两斤', value: '2', unit: 'Jin' }], [{ text: '两斤', value: '2', unit: 'Liang' }], true),
    ).toBe(false)
    expect(isRight([], [{ text: '两', value: '2' }])).toBe(false)
  })

  it('says of each file why the product has a use for it or none', () => {
    for (const file of SPEC_FILES) {
      expect(file.reason).not.toBe('')
      expect(file.used).toBe(file.ours !== undefined && file.peer !== undefined)
    }
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerDates } from '../../../../server/app/bench/language/dateAnswers.ts'
import {
  isRight,
  kindOf,
  plain,
  writeResolution,
  writeValues,
} from '../../../../server/app/bench/language/dateCases.ts'
import { DATE_FILES, scoreDates } from '../../../../server/app/bench/language/dates.ts'

const MODEL = 'DateTimeModel.json'
const found = (input: string, file = MODEL, reference = '2026-11-25T10:20:30') =>
  answerDates({ input, reference, expected: [] }, file).map(({ text, type, value }) => [text, type, value])

describe('dates in the terms of Recognizers-Text', () => {
  it.each([
    ['我下周一有空', [['下周一', 'date', '2026-11-30']]],
    ['会开到12月3日', [['12月3日', 'date', '2026-12-03']]],
    ['後天去', [['後天', 'date', '2026-11-27']]],
    ['今晚七点见', [['今晚七点', 'datetime', '2026-11-25 19:00:00']]],
    ['七点见', [['七点', 'time', '19:00:00']]],
    ['早上七点见', [['早上七点', 'time', '07:00:00']]],
    ['明天下午在', [['明天下午', 'datetimerange', '2026-11-26 12:00:00..2026-11-26 16:00:00']]],
    ['下午三点到四点半', [['下午三点到四点半', 'timerange', '15:00:00..16:30:00']]],
    ['从明天到12月2日', [['从明天到12月2日', 'daterange', '2026-11-26..2026-12-02']]],
    ['下个月装修', [['下个月', 'daterange', '2026-12-01..2027-01-01']]],
    ['2019年以前', [['2019年以前', 'daterange', '..2019-01-01']]],
    ['2019年以后', [['2019年以后', 'daterange', '2020-01-01..']]],
    ['自2019年3月2日起', [['自2019年3月2日起', 'daterange', '2019-03-02..']]],
    ['五分钟前打的', [['五分钟前', 'datetime', '2026-11-25 10:15:30']]],
    ['住了两年半', [['两年半', 'duration', '78840000']]],
    ['每周二上课', [['每周二', 'set', 'not resolved']]],
    ['今年的事', [['今年', 'daterange', '2026-01-01..2026-11-25']]],
    ['没有日子', []],
  ])('%s', (input, expected) => expect(found(input)).toEqual(expected))

  it('reads an hour as it was said where the file asks for single expressions', () => {
    expect(found('七点见', 'TimeParser.json')).toEqual([['七点', 'time', '07:00:00']])
  })

  it('takes from a point only what the file asks for', () => {
    const input = '明天早上七点'
    expect(found(input, 'DateExtractor.json')).toEqual([['明天', 'date', '2026-11-26']])
    expect(found(input, 'TimeExtractor.json')).toEqual([['早上七点', 'time', '07:00:00']])
    expect(found(input, 'DateTimeParser.json')).toEqual([[input, 'datetime', '2026-11-26 07:00:00']])
  })

  it('writes days of the farmers’ calendar by their numbers, as the specs do', () => {
    expect(found('腊月二十三', 'DateParser.json')).toEqual([['腊月二十三', 'date', '2026-12-23']])
  })
})

describe('the rule of scoring', () => {
  const one = { text: '明天', type: 'date', value: '2026-11-26' }

  it('wants the same expressions with kind and value', () => {
    expect(isRight([one], [one])).toBe(true)
    expect(isRight([one], [])).toBe(false)
    expect(isRight([one], [one, one])).toBe(false)
    expect(isRight([one], [{ ...one, value: '2026-11-27' }])).toBe(false)
    expect(isRight([one], [{ ...one, type: 'time' }])).toBe(false)
  })

  it('asks for no value where the case names none', () => {
    expect(isRight([{ text: '明天', type: 'date' }], [one])).toBe(true)
  })

  it('takes the coming one of several values', () => {
    expect(writeValues([{ value: '2025-11-01' }, { value: '2026-11-01' }])).toBe('2026-11-01')
    expect(writeValues([{ end: '2019-01-01' }])).toBe('..2019-01-01')
    expect(writeResolution({ startDate: '2026-01-01', endDate: '2026-01-03' })).toBe('2026-01-01..2026-01-03')
    expect(writeResolution({ date: '0001-01-01' })).toBe('not resolved')
    expect(writeResolution({})).toBe('not resolved')
  })

  it('compares in one spelling', () => {
    expect(plain('１２：３０')).toBe('12:30')
    expect(kindOf('datetimeV2.daterange')).toBe('daterange')
  })
})

describe('the share of right cases', () => {
  const date = (text: string, at: string) => ({ Text: text, Type: 'date', Value: { FutureResolution: { date: at } } })
  const Context = { ReferenceDateTime: '2026-11-25T00:00:00' }
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'date-specs-'))
    const cases = [
      { Input: '我后天走', Context, Results: [date('后天', '2026-11-27')] },
      { Input: '我后天走', Context, Results: [date('后天', '2026-11-28')] },
    ]
    writeFileSync(join(folder, 'DateParser.json'), `\uFEFF${JSON.stringify(cases)}`)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is counted by the same rule for us and for the peer', async () => {
    expect(await scoreDates(folder)).toEqual([{ what: 'dates DateParser (2)', ours: 0.5, peer: 0.5, bar: 0.5 }])
  })

  it('says of a folder without specs that it has none', async () => {
    await expect(scoreDates(tmpdir())).rejects.toThrow('holds no DateTime specs')
  })

  it('gives a reason for each file, whether it is used or not', () => {
    expect(DATE_FILES.every(({ why }) => why.length > 5)).toBe(true)
  })
})

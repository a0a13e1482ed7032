import { parseAddresses, scorePhrases } from '../../../../server/app/bench/language/addresses.ts'
import { readAddressLine } from '../../../../server/language/grammar/addresses/addressLine.ts'
import { workedMs } from '../../../../server/app/bench/workedMs.ts'

const told = (line: string): string =>
  readAddressLine(line)
    .filter(({ kind }) => kind !== 'road')
    .map(({ kind, text }) => `${text}/${kind}`)
    .join(' ')

describe('a line that is known to be an address', () => {
  it.each([
    ['文昌路88号明珠广场B座1508', 'B座/building 1508/room'],
    ['翠湖花园7-2-402', '7/building 2/unit 402/room'],
    ['翠湖花园7-402', '7/building 402/room'],
    ['翠湖花园12幢3单元501室', '12幢/building 3单元/unit 501室/room'],
    ['春风小区十二栋四楼', '十二栋/building 四楼/floor'],
    ['科技大厦A832', 'A/building 832/room'],
    ['小商品市场3楼A832', '3楼/floor A832/room'],
    ['翠湖花园8楼2单元', '8楼/building 2单元/unit'],
    ['人民路12号', ''],
    ['人民路12号8幢', '8幢/building'],
    ['人民路66-3号', '3号/building'],
    ['人民路21-23号', ''],
    ['李家村12号', ''],
    ['5号大街12号', ''],
    ['明珠商厦101-103室', '101-103室/room'],
    ['明珠商厦3-4楼', '3-4楼/floor'],
    ['春风小区3号楼8单元12楼1202', '3号楼/building 8单元/unit 12楼/floor 1202/room'],
    ['', ''],
  ])('%s', (line, parts) => expect(told(line)).toBe(parts))

  it('stays quick on a very long line', () => {
    const start = workedMs()
    readAddressLine('春风小区3号楼8-12-402 '.repeat(8000))
    expect(workedMs() - start).toBeLessThan(2000)
  })
})

describe('the score of addresses', () => {
  const content =
    '春 B-poi\n风 I-poi\n苑 I-poi\n7 B-houseno\n幢 I-houseno\n402 B-roomno\n\n人 B-road\n民 I-road\n路 I-road\n9 B-roadno\n号 I-roadno\n'

  it('reads labelled phrases with their places', () => {
    expect(parseAddresses(content)).toEqual([
      {
        text: '春风苑7幢402',
        phrases: [
          { label: 'houseno', at: 3, end: 5 },
          { label: 'roomno', at: 5, end: 8 },
        ],
      },
      { text: '人民路9号', phrases: [] },
    ])
  })

  it('counts a phrase as right only with its span and label', () => {
    const rows = scorePhrases(parseAddresses(content))
    expect(rows.at(-1)).toMatchObject({ ours: 1, bar: 0.91 })
    const wrong = scorePhrases([{ text: '春风苑7幢402', phrases: [{ label: 'houseno', at: 3, end: 4 }] }])
    expect(wrong.at(-1)?.ours).toBe(0)
  })
})

import { readAddress } from '../../../server/language/grammar/addresses/addresses.ts'
import { readMinute } from '../../../server/language/grammar/times/calendar.ts'
import { readContacts } from '../../../server/language/grammar/contacts.ts'
import { readMentions, toItem } from '../../../server/language/grammar/goods/items.ts'
import { readMoney } from '../../../server/language/grammar/money.ts'
import { readNumber } from '../../../server/language/grammar/numbers.ts'
import { compileWords } from '../../../server/language/grammar/addresses/places.ts'
import { chooseTime, readTimes, toWhen } from '../../../server/language/grammar/times/times.ts'
import { tokenise } from '../../../server/language/grammar/goods/tokens.ts'
import { normalise } from '../../../server/language/normalise/normalise.ts'

describe('numbers', () => {
  it.each([
    ['3', 3],
    ['2.5', 2.5],
    ['半', 0.5],
    ['两', 2],
    ['俩', 2],
    ['仨', 3],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['一百二', 120],
    ['一百零二', 102],
    ['二百五十', 250],
    ['两千五', 2500],
    ['一万二', 12000],
    ['3百', 300],
    ['四零二', 402],
  ])('%s is %d', (text, value) => expect(readNumber(text)).toBe(value))

  it.each(['两三', '一两', '七八', '三五', '几', '很多', ''])('%s is no number', (text) =>
    expect(readNumber(text)).toBeUndefined(),
  )
})

describe('money', () => {
  it.each([
    ['一共要15块钱的就行', 15],
    ['五十以内', 50],
    ['买十块钱的红薯', 10],
    ['一共别超过四十', 40],
    ['总共三块五', 3.5],
    ['预算一百二', 120],
    ['二百块以内', 200],
    ['三十元左右', 30],
    ['控制在80', 80],
    ['豆芽要三块钱的', 3],
  ])('%s sets a limit of %d', (text, budget) => expect(readMoney(text).budget).toBe(budget))

  it.each(['八毛一斤', '5块钱一个', '每斤3块钱', '花了二百块钱', '十块红薯', '一共两斤', '十块八块的'])(
    '%s sets none',
    (text) => expect(readMoney(text).budget).toBeUndefined(),
  )
})

describe('addresses', () => {
  it.each([
    ['六区九栋二单元四楼', { zone: '6', building: '9', unit: '2', floor: '4' }],
    ['9-2-402', { building: '9', unit: '2', room: '402' }],
    ['九号楼二门四楼', { building: '9', unit: '2', floor: '4' }],
    ['B座1508', { building: 'B', room: '1508' }],
    ['12#楼', { building: '12' }],
    ['A区5幢301', { zone: 'A', building: '5', room: '301' }],
    ['三栋五零一', { building: '3', room: '501' }],
    ['十一号楼一千一百零二室', { building: '11', room: '1102' }],
    ['九区7-2-301', { zone: '9', building: '7', unit: '2', room: '301' }],
    ['5-201', { building: '5', room: '201' }],
    ['3号2单元401', { building: '3', unit: '2', room: '401' }],
    ['3楼2单元', { building: '3', unit: '2' }],
    ['2号楼3门', { building: '2', unit: '3' }],
    ['四楼402室', { floor: '4', room: '402' }],
    ['是九区不是六区', { zone: '9' }],
    ['三栋不对是五栋', { building: '5' }],
    ['送到和平家园3号楼', { place: '和平家园', building: '3' }],
    ['住在荷花苑3栋', { place: '荷花苑', building: '3' }],
    ['二期8栋', { zone: '2', building: '8' }],
  ])('%s', (text, address) => expect(readAddress(text, { address: new Map() }).address).toEqual(address))

  it.each(['我们小区', '公园门口', '两室一厅', '3口人', '一门课', '去菜市场', '3斤2两', '楼上'])('%s is none', (text) =>
    expect(readAddress(text, { address: new Map() }).address).toBeUndefined(),
  )

  it('tells two doors apart', () => {
    expect(readAddress('3栋301一袋米，5栋502一桶油', { address: new Map() }).others).toEqual([
      { building: '5', room: '502' },
    ])
  })
})

describe('times', () => {
  // a Wednesday
  const now = readMinute('2026-11-25T10:00') ?? 0
  const when = (text: string) => {
    const read = readTimes(text, now)
    const span = chooseTime(read.spans, read.text)
    return span && toWhen(span, now)
  }
  const at = (moment: string) => ({ from: moment, to: moment })

  it.each([
    ['今天下午', { from: '2026-11-25T13:00', to: '2026-11-25T18:00' }],
    ['明早', { from: '2026-11-26T06:00', to: '2026-11-26T09:00' }],
    ['明儿个上午', { from: '2026-11-26T08:00', to: '2026-11-26T12:00' }],
    ['大后天', { from: '2026-11-28T08:00', to: '2026-11-28T20:00' }],
    ['周五上午', { from: '2026-11-27T08:00', to: '2026-11-27T12:00' }],
    ['周一', { from: '2026-11-30T08:00', to: '2026-11-30T20:00' }],
    ['下周三上午九点', at('2026-12-02T09:00')],
    ['周末', { from: '2026-11-28T08:00', to: '2026-11-29T20:00' }],
    ['下午三点', at('2026-11-25T15:00')],
    ['三点', at('2026-11-25T15:00')],
    ['八点', at('2026-11-25T20:00')],
    ['九点', at('2026-11-25T21:00')],
    ['明天三点', at('2026-11-26T15:00')],
    ['5点半之前', { to: '2026-11-25T17:30' }],
    ['下午四点以后', { from: '2026-11-25T16:00' }],
    ['明天九点到十点', { from: '2026-11-26T09:00', to: '2026-11-26T10:00' }],
    ['下午三四点', { from: '2026-11-25T15:00', to: '2026-11-25T16:00' }],
    ['19:30', at('2026-11-25T19:30')],
    ['十一点半', at('2026-11-25T11:30')],
    ['一点钟', at('2026-11-25T13:00')],
    ['半小时后', at('2026-11-25T10:30')],
    ['一个小时之内', { to: '2026-11-25T11:00' }],
    ['两天后', { from: '2026-11-27T08:00', to: '2026-11-27T20:00' }],
    ['20号', { from: '2026-12-20T08:00', to: '2026-12-20T20:00' }],
    ['12月3日上午', { from: '2026-12-03T08:00', to: '2026-12-03T12:00' }],
    ['腊月二十八', { from: '2027-02-04T08:00', to: '2027-02-04T20:00' }],
    ['明天不对后天上午', { from: '2026-11-27T08:00', to: '2026-11-27T12:00' }],
    ['3号停水 明天送', { from: '2026-11-26T08:00', to: '2026-11-26T20:00' }],
  ])('%s', (text, expected) => expect(when(text)).toEqual(expected))

  it.each(['快一点', '买一点菜', '昨天下午', '早上好', '一上午', '6号楼', '刚才', '20号楼', '每周三'])(
    '%s is none',
    (text) => expect(when(text)).toBeUndefined(),
  )
})

describe('goods', () => {
  const { lexicons } = compileWords({})
  const goods = (text: string) =>
    readMentions(tokenise(normalise(text), lexicons))
      .filter((mention) => !mention.refused && mention.strength !== 'bare')
      .map(toItem)
  const item = (name: string, quantity?: number, unit?: string) => ({
    name,
    ...(quantity !== undefined && { quantity }),
    ...(unit && { unit }),
  })

  it.each([
    ['两斤西红柿', [item('西红柿', 2, '斤')]],
    ['白菜5棵', [item('白菜', 5, '棵')]],
    ['西红柿鸡蛋各来二斤', [item('西红柿', 2, '斤'), item('鸡蛋', 2, '斤')]],
    ['带瓶醋', [item('醋', 1, '瓶')]],
    ['俩茄子仨土豆', [item('茄子', 2), item('土豆', 3)]],
    ['半斤蘑菇一斤芹菜', [item('蘑菇', 0.5, '斤'), item('芹菜', 1, '斤')]],
    ['西红柿两斤黄瓜三斤', [item('西红柿', 2, '斤'), item('黄瓜', 3, '斤')]],
    ['一斤二两五花肉', [item('五花肉', 1.2, '斤')]],
    ['猪肉三斤半', [item('猪肉', 3.5, '斤')]],
    ['两三袋盐', [item('盐', undefined, '袋')]],
    ['十来个土鸡蛋', [item('土鸡蛋', 10, '个')]],
    ['五花肉给我来四斤', [item('五花肉', 4, '斤')]],
    ['洗洁精没了 谁去超市捎一瓶', [item('洗洁精', 1, '瓶')]],
    ['送点西红柿、青椒和黄瓜', [item('西红柿'), item('青椒'), item('黄瓜')]],
    ['两斤不对三斤西红柿', [item('西红柿', 3, '斤')]],
    ['白菜两棵不对三棵', [item('白菜', 3, '棵')]],
    ['家里没米了 送一袋五常大米', [item('五常大米', 1, '袋')]],
    ['两份盒饭不要香菜', [item('盒饭', 2, '份')]],
    ['要两桶桶装水', [item('桶装水', 2, '桶')]],
    ['一包鲁花花生油', [item('鲁花花生油', 1, '包')]],
    ['二两葱', [item('葱', 2, '两')]],
  ])('%s', (text, items) => expect(goods(text)).toEqual(items))

  it.each(['水龙头坏了', '路过菜市场', '换药', '来两个人', '炖着肉呢', '停水了'])('%s names none', (text) =>
    expect(goods(text)).toEqual([]),
  )
})

describe('contacts', () => {
  it.each([
    ['151 0451 7732', '15104517732'],
    ['138-0013-8000', '13800138000'],
    ['电话13704518826', '13704518826'],
    ['一三八零零一三八零零零', '13800138000'],
    ['幺五幺零四五幺七七三二', '15104517732'],
    ['0472-5123456', '04725123456'],
    ['0755-2688 4310', '075526884310'],
  ])('%s is a phone number', (text, phone) => expect(readContacts(text).phone).toBe(phone))

  it('keeps pick-up codes out of codes and addresses', () => {
    const read = readContacts('取件码6-1-2250')
    expect(read.code).toBeUndefined()
    expect(readAddress(read.text, { address: new Map() }).address).toBeUndefined()
  })

  it('reads a code of ours behind 单号, and no parcel in it', () =>
    expect(readContacts('抽纸改成两箱 单号A834')).toMatchObject({ code: 'A834' }))

  it('reads a request code', () => expect(readContacts('A107那单').code).toBe('A107'))
})

describe('spelling', () => {
  it.each([
    ['６栋２单元', '6栋2单元'],
    ['6️⃣栋', '6栋'],
    ['幫我買雞蛋', '帮我买鸡蛋'],
    ['宋到三单员', '送到三单元'],
    ['送\u200b到', '送到'],
    ['[捂脸]好的', '好的'],
    ['@益民助手 送菜', '送菜'],
    ['「王阿姨：在吗」\n- - - - - - - - -\n在的', '在的'],
  ])('%s', (text, plain) => expect(normalise(text)).toBe(plain))
})

/** What a reply is likely to hold under each field name, so that a page full of examples reads like one of a station. */
const SAYINGS: Record<string, readonly string[]> = {
  name: ['王阿姨', '孙师傅', '勤务员小店'],
  spokenTo: ['王阿姨', '孙师傅'],
  byName: ['赵社工', '小李'],
  reader: ['赵老师', '益民助手'],
  helperName: ['勤务员小店', '小李'],
  role: ['居民', '志愿者'],
  roleWord: ['居民', '志愿者'],
  relation: ['妈妈', '爱人'],
  phone: ['19900000001'],
  maskedPhone: ['199****0001'],
  place: ['海威小区六区9栋', '七区5栋'],
  zone: ['6', '7'],
  building: ['9', '5'],
  unit: ['2'],
  floor: ['4'],
  room: ['402'],
  summary: ['西红柿、青椒、黄瓜，共15元内', '陪周大爷去医院，明早8点'],
  text: ['能帮我送点西红柿、青椒和黄瓜吗？一共15块钱，送到六区9栋'],
  reply: ['王阿姨，记下了：西红柿、青椒、黄瓜，共15元内，送到六区您家。对的话回“对”，要改直接说。'],
  reason: ['电话回访', '还没有人接'],
  note: ['老人腿脚不便，请送上楼'],
  about: ['住六区9栋，不方便下楼'],
  promisedTime: ['11点'],
  // The first is the one that the pages' queries ask for.
  code: ['A102', 'A103', 'B201'],
  handoverCode: ['3728'],
  status: ['找人'],
  statusWord: ['正在找人', '有人接了'],
  stateWord: ['还没人看', '有人在办'],
  kindWord: ['四十分钟没人接', '比说好的晚了'],
  unitWord: ['斤'],
  title: ['陪诊', '送菜'],
  from: ['08:00'],
  to: ['11:00'],
  date: ['2026-11-22'],
  day: ['2026-11-22'],
  month: ['2026-11', '2026-10'],
  // Where a picture stands.
  url: [`/api/photos/${'a'.repeat(20)}?expires=1&signature=${'a'.repeat(43)}`],
  picture: [
    'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAxIDEiLz4=',
  ],
  token: ['example-token-0123456789abcdef'],
}
const FALLBACK = ['海威社区', '下午三点', '都说好了']
const PADDING = '，家里老人多，请慢慢说，多等一会儿，谢谢大家'

/**
 * Words for a field.
 * @param turn which of the sayings; lists count on, so that two entries differ
 * @param least characters, @param most characters
 */
export function sayingFor(field: string, turn: number, least: number, most: number): string {
  const kept = SAYINGS[field] ?? SAYINGS[withoutEnding(field)] ?? FALLBACK
  let words = kept[turn % kept.length] as string
  while (words.length < least) words += PADDING
  return words.slice(0, Math.max(most, least))
}

/** `stationName` reads like `name`, `handoverNote` like `note`. */
function withoutEnding(field: string): string {
  const last = /[A-Z][a-z]*$/.exec(field)?.[0] ?? field
  return last.toLowerCase()
}

import type { DataSection } from './contract.ts'

type Key = DataSection['key']

/** What the station keeps of a person, as the person reads it. */
export const SECTION_WORDS: { readonly [key in Key]: { title: string; why: string } } = {
  person: { title: '我是谁', why: '为了知道怎么称呼您、东西送到哪。留到您删除为止。' },
  family: { title: '我的家人', why: '为了您替家人求助时知道送到哪。留到您删除为止。' },
  requests: {
    title: '我托付的事',
    why: '为了把事办好。办完七天后门牌、电话、交接码自动抹掉，三年后原话和东西也抹掉。',
  },
  recurring: { title: '定期办的事', why: '为了到日子自动给您安排。门牌和电话加密保存，不办了当场抹掉，三十天后删除。' },
  helped: { title: '我帮过的忙', why: '这是您的服务记录，时长从这里算。' },
  said: { title: '我跟助手说过的话', why: '为了听懂您要什么，加密保存。半年后自动删除。' },
  heard: { title: '助手发给我的话', why: '为了不说两遍、不漏说，加密保存。半年后自动删除。' },
  calls: { title: '请社工跟进过的事', why: '为了有人负责到底，加密保存。办完半年后内容抹掉，三年后删除。' },
  consents: { title: '我同意过什么', why: '为了知道您同意的是哪一版说明、什么时候。留到您删除为止。' },
  devices: { title: '登录过的地方', why: '为了不用每次都登录。三十天不用就自动退出。' },
}

export const FACT_WORDS = {
  name: '称呼',
  role: '身份',
  verified: '站里核对过',
  since: '从什么时候',
  phone: '电话',
  home: '住址',
  groups: '特殊情况',
  chats: '聊天账号',
  rooms: '所在的群',
  skills: '能帮的忙',
  zones: '常去的片区',
  relation: '关系',
  state: '现在',
  need: '要什么',
  place: '送到',
  door: '门牌',
  when: '什么时候要',
  for: '给谁',
  words: '您的原话',
  rating: '您打的分',
  photos: '照片',
  where: '在哪说的',
  text: '内容',
  lastSeen: '最近用过',
  kept: '记录',
  answer: '您说的',
  act: '怎么说的',
  version: '哪一版说明',
} as const

export const privacyWords = {
  yes: '是',
  notYet: '还没有',
  count: (n: number) => `${n} 个`,
  inGroup: '群里',
  alone: '私聊',
  pictures: (n: number) => `${n} 张`,
  stars: (n: number) => `${n} 分`,
  staffOnly: '您是站里的工作人员，账号要请站长来注销。',
} as const

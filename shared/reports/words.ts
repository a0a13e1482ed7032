import type { Outcome, Wait } from './contract.ts'

export { KIND_WORDS } from '../requests/words.ts'

export const WAIT_WORDS: { readonly [wait in Wait]: string } = {
  within10: '10分钟内',
  within30: '10到30分钟',
  within60: '30到60分钟',
  withinDay: '1小时到1天',
  longer: '1天以上',
  notYet: '还没人接',
  never: '没人接就结束',
}

export const OUTCOME_WORDS: { readonly [outcome in Outcome]: string } = {
  confirmed: '确认办好',
  silence: '没回话算办好',
  open: '还在办',
  again: '正在重办',
  cancelled: '取消了',
  rejected: '办不了',
}

export const reportWords = {
  today: '今天',
  month: (year: number, month: number) => `${year}年${month}月`,
  monthForm: '月份写成 2026-11 这样。',
  /** Of a building whose residents are fewer than may be counted. */
  few: '不到5位',
  residents: (n: number) => `${n}位`,
  notGiven: '不足5个，不算',
  stars: (n: number) => `${n}分`,
  day: (month: number, day: number) => `${month}月${day}日`,
  askers: (asked: number, silent: number) => `${asked}位求助过，${silent}位没有`,
  fewAskers: '求助过的不到5位',
  fewSilent: '没求助的不到5位',
  /** Of a building where neither those who asked nor the others may be counted. */
  smallBuilding: '人少，不细分',
  minutes: (n: number) => (n < 60 ? `${n}分钟` : `${Math.floor(n / 60)}小时${n % 60 === 0 ? '' : `${n % 60}分`}`),
} as const

/** The table of a month. */
export const tableWords = {
  file: (month: string) => `益民月报-${month}.xlsx`,
  summary: '概况',
  byKind: '按类别',
  byState: '按状态',
  byWait: '多久有人接',
  byOutcome: '办得怎样',
  byStars: '打几分',
  byDay: '每天',
  askers: '求助的人',
  requests: '求助单',
  notServed: '没有求助的楼栋',
  served: '有人求助的楼栋',
  item: '项目',
  figure: '数',
  kind: '类别',
  state: '状态',
  count: '件数',
  code: '编号',
  building: '楼栋',
  asked: '提出时间',
  accepted: '接单时间',
  done: '办结时间',
  minutesToAccept: '接单用时（分钟）',
  late: '晚于说好的时间',
  residents: '登记居民',
  yes: '是',
  no: '否',
  total: '求助合计',
  median: '接单用时中位数（分钟）',
  p90: '接单用时九成以内（分钟）',
  acceptedCount: '有人接的件数',
  doneCount: '办好',
  bySilence: '其中到时没回话算办好',
  reopened: '重办过的',
  cancelled: '取消',
  rejected: '办不了',
  completion: '办结中办好的（%）',
  answers: '评分个数',
  responseRate: '评分率（%）',
  average: '平均分（满分5）',
  followUpAnswers: '回访答了的',
  followUpRate: '回访回答率（%）',
  followUpAverage: '回访平均分（满分5）',
  lateCount: '晚了的件数',
  promised: '说好时间的件数',
  helpers: '接过单的帮手',
  topShare: '最忙一成帮手接的（%）',
} as const

/** The printed sheet of a day. */
export const sheetWords = {
  file: (day: string) => `益民日单-${day}.pdf`,
  title: (station: string, day: string) => `${station} 日单 ${day}`,
  printedAt: (clock: string) => `打印时间 ${clock}`,
  duty: '值班',
  onDuty: (name: string, reason: string) => `现在找：${name}（${reason}）`,
  next: (name: string, at: string) => `${at}起：${name}`,
  todaysShifts: '今天的班',
  noShift: '今天没有排班。',
  none: '现在没有在办的求助。',
  columns: {
    code: '编号',
    kind: '要什么',
    building: '楼栋',
    promised: '说好的时间',
    owner: '负责',
    helper: '帮手',
    note: '备注',
  },
  page: (page: number, of: number) => `第${page}页，共${of}页`,
  foot: '不含门牌、电话和特殊情况。用完请收好。',
  nobody: '—',
  /** In the place of a resident's name. */
  resident: '居民本人',
  system: '值班的人',
  urgent: '急',
} as const

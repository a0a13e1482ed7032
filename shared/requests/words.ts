import type { Category, Item, When } from '../language/frame.ts'
import type { NoCodeReason, Status, Step } from './states.ts'

/** All words about a request that people read. Short enough to be read aloud in one breath. */
export const STATUS_WORDS: { readonly [status in Status]: string } = {
  draft: '记下',
  reviewing: '站里在看',
  open: '找人',
  accepted: '有人接',
  delivered: '送到',
  done: '办好',
  cancelled: '取消了',
  rejected: '办不了',
}

/** What kind of help, said so that it may stand in a group: no illness, no trouble at home. */
export const HELP_WORDS: { readonly [category in Category]: string } = {
  produce: '送菜',
  daily_goods: '送日用品',
  meal: '送饭',
  medicine: '跑腿买东西',
  parcel: '取送快递',
  errand: '跑腿',
  housekeeping: '做家务',
  repair: '上门修理',
  nursing: '上门照料',
  escort: '陪同出门',
  companionship: '上门看望',
  counselling: '聊一聊',
  childcare: '看护孩子',
  digital: '教用手机',
  recycling: '上门回收',
  culture: '活动帮忙',
  welfare: '办事帮忙',
  governance: '社区的事',
  legal: '问法律的事',
  volunteering: '志愿服务',
  other: '帮个忙',
}

/** The kinds of help as staff name and count them; inside the station only, for they say more than a group may hear. */
export const KIND_WORDS: Record<Category, string> = {
  produce: '买菜送菜',
  daily_goods: '日用品',
  meal: '送餐',
  medicine: '代买药',
  parcel: '取送快递',
  errand: '跑腿',
  housekeeping: '家务',
  repair: '维修',
  nursing: '照护',
  escort: '陪诊陪同',
  companionship: '探望陪伴',
  counselling: '心理疏导',
  childcare: '看护孩子',
  digital: '手机帮教',
  recycling: '回收',
  culture: '文体活动',
  welfare: '救助和政策',
  governance: '社区事务',
  legal: '法律',
  volunteering: '志愿服务',
  other: '其他',
}

/** What happened, in the history that staff read. */
export const STEP_WORDS: { readonly [step in Step]: string } = {
  write: '记下',
  amend: '改了内容',
  confirm: '本人说对',
  hold: '交站里看',
  approve: '放行',
  reject: '回绝',
  accept: '接了',
  assign: '派单',
  join: '算一个，还差人',
  seat: '派了一位，还差人',
  leave: '退出，接着找人',
  start: '出发',
  arrive: '到了',
  postpone: '说晚一点到',
  swap: '想请人换一下',
  keep: '不换了，还是自己去',
  relieve: '换他去',
  propose: '想跟人对换',
  agree: '同意对换',
  exchange: '对换，归他去',
  stay: '没对换，还是原来的人去',
  release: '退回，重新找人',
  deliver: '送到',
  finish: '办好',
  cancel: '取消',
  reopen: '没办好，重办',
  illustrate: '添了照片',
  escalate: '到点没人动，提醒值班',
  entrust: '原来的负责人不在了，交给值班',
  remind: '又问了一遍',
  nudge: '到点提醒',
  own: '接过来管',
  note: '备注',
  split: '拆成几份办',
  gather: '各份有人了，找人送',
  close: '资料清掉了',
}

/** How a request came to the station. */
export const CHANNEL_WORDS = { room: '群里', private: '私聊', app: '小程序', visit: '来访', phone: '电话' } as const

/** What is still not known, for staff. */
export const MISSING_WORDS = { what: '要什么', address: '送到哪', quantity: '要多少', time: '什么时候' } as const

/** What a worker at the desk is told. 您 to staff too. */
export const deskWords = {
  stale: '您看的时候这单有了变化，已经换成最新的，请再看一眼。',
  wantsSwap: (who: string) => `${who}想换一下，正在问别人`,
  wantsExchange: (who: string, other: string) => `${who}想跟${other}对换，等回话`,
  seatsTaken: '人已经齐了。要换人，先请一位退出。',
  hasSeat: '这位已经算在里面了。',
  noSeat: '这位不在这一单里，看一眼最新的。',
  noHelper: '站里没有这位帮手。',
  ownHelper: '不能派给求助的本人。',
  personalInNote: '备注里别写电话、证件和门牌，写进资料里。',
  noPerson: '站里没有这个人。',
  whoAsks: '选一位，或者写新来的名字。',
  timeIsOver: (passed: string) => `${passed}已经过了，问一下改到什么时候`,
  /** Stands in the list of who looked at a person's data. */
  readingReason: '替本人登记求助',
  entered: (code: string) => `记下了，等站里看。〔${code}〕`,
  dispatched: (code: string) => `记下了，正在找人。〔${code}〕`,
} as const

/** 2单元4楼402, for the accepted helper alone. */
export function sayDoor(door: { unit?: string; floor?: string; room?: string }): string {
  return `${door.unit ? `${door.unit}单元` : ''}${door.floor ? `${door.floor}楼` : ''}${door.room ? `${door.room}室` : ''}`
}

export function sayItem(item: Item): string {
  if (item.quantity === undefined) return item.name
  if (item.quantity === 0.5 && item.unit) return `半${item.unit}${item.name}`
  return `${item.quantity}${item.unit ?? '个'}${item.name}`
}

/** 西红柿、青椒、黄瓜; a long list is cut so that it can be read aloud. */
export function sayItems(items: Item[]): string {
  const said = items.slice(0, 6).map(sayItem).join('、')
  return items.length > 6 ? `${said}等${items.length}样` : said
}

export function sayMoney(fen: number): string {
  return `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}元`
}

export function sayDay(day: string, today: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  if (days >= 0 && days <= 2) return ['今天', '明天', '后天'][days] ?? ''
  const [, month, date] = day.split('-')
  return `${Number(month)}月${Number(date)}日`
}

function sayClock(local: string): string {
  const hour = Number(local.slice(11, 13))
  const minute = Number(local.slice(14, 16))
  return `${hour}点${minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`}`
}

const PARTS_OF_DAY: { readonly [span: string]: string } = {
  '06:00-09:00': '早上',
  '08:00-12:00': '上午',
  '11:00-13:00': '中午',
  '13:00-18:00': '下午',
  '17:00-19:00': '傍晚',
  '18:00-21:00': '晚上',
  '08:00-20:00': '',
}

/** 今天11点前, 明天上午, 周六… as days from `now` (local). Empty for 马上: it is said by 尽快. */
export function sayWhen(when: When | undefined, now: string): string {
  if (!when) return ''
  if (when.asap) return '尽快'
  const today = now.slice(0, 10)
  const { from, to } = when
  if (from && to) {
    if (from === to) return `${sayDay(from.slice(0, 10), today)}${sayClock(from)}`
    const day = sayDay(from.slice(0, 10), today)
    if (from.slice(0, 10) !== to.slice(0, 10)) return `${day}到${sayDay(to.slice(0, 10), today)}`
    const part = PARTS_OF_DAY[`${from.slice(11, 16)}-${to.slice(11, 16)}`]
    return part === undefined ? `${day}${sayClock(from)}到${sayClock(to)}` : `${day}${part}`
  }
  if (to) return `${sayDay(to.slice(0, 10), today)}${sayClock(to)}前`
  if (from) return `${sayDay(from.slice(0, 10), today)}${sayClock(from)}以后`
  return ''
}

/** An instant for people: 11点, 明天8点半. */
export function sayInstant(local: string, now: string): string {
  const today = local.slice(0, 10) === now.slice(0, 10)
  return `${today ? '' : sayDay(local.slice(0, 10), now.slice(0, 10))}${sayClock(local)}`
}

/** What is wanted, without place: 西红柿、青椒、黄瓜，共15元内. In a group medicines are not named. */
export function sayNeed(
  need: { category: Category; items: Item[]; budgetFen?: number },
  audience: 'group' | 'private',
): string {
  const hidden = audience === 'group' && ['medicine', 'nursing', 'counselling'].includes(need.category)
  const what = need.items.length > 0 && !hidden ? sayItems(need.items) : HELP_WORDS[need.category]
  return need.budgetFen === undefined ? what : `${what}，共${sayMoney(need.budgetFen)}内`
}

/** Why somebody's door or phone was looked at, as the person reads it in the list of who looked. */
export const readReasons = {
  family: '家人代为求助',
  errand: (code: string) => `接了${code}`,
  call: (code: string) => `接了${code}，打电话`,
} as const

/** What a request from long ago has no more, by how far it was cleared. */
export const CLEARED_WORDS = {
  sealed: '过了期限，门牌和电话不再保留。',
  words: '过了期限，门牌、电话和原话不再保留。',
  person: '过了期限，谁托付的、门牌、电话和原话都不再保留。',
  /** Instead of a name. */
  someone: '过期限，不再保留',
} as const

/** At the door. */
export const handoverWords = {
  wrongCode: '交接码不对，再问对方一声。',
  triedTooOften: '试了几次都不对。换个办法交，我来问对方。',
  noPhotoForThis: '这类要当面交到手里，拍照不算。请问对方要交接码。',
  notAtDoor: '这类要当面交到手里，不能放门口。',
} as const

/** How it was handed over, for staff. */
export const HANDOVER_WORDS = { code: '交接码对上了', photo: '拍了照片', word: '没用交接码' } as const

export const NO_CODE_WORDS: { readonly [reason in NoCodeReason]: string } = {
  in_person: '当面给的，对方没有码',
  forgotten: '对方想不起码',
  left_at_door: '放门口了',
  given_to_other: '交给家里人了',
  other: '别的情况',
}

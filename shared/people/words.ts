import type { Group } from '../language/frame.ts'
import type { Role } from './roles.ts'
import { buildingWord } from '../organisations/words.ts'

export const ROLE_WORDS: Record<Role, string> = {
  resident: '居民',
  volunteer: '志愿者',
  enterprise: '社区企业',
  station_worker: '社工',
  supervisor: '督导',
  station_director: '站长',
}

/** For staff and the person concerned only; never in a group. */
export const GROUP_WORDS: Record<Group, string> = {
  pregnant: '孕产妇',
  elderly: '老人',
  child: '孩子',
  disabled: '残疾人',
  hardship: '困难家庭',
  alone: '独居',
  patient: '病人',
}

/** What was read of a person, as the person reads it in the list of who looked. */
export const FIELD_WORDS = { phone: '电话', door: '门牌', groups: '特殊情况', photos: '照片' } as const

/** The assistant itself, where it read something in order to pass it on. */
export const SYSTEM_READER_WORD = '益民助手'
export const FORMER_READER_WORD = '已离开的人员'

export interface DoorWords {
  place?: string
  zone?: string
  building?: string
  unit?: string
  floor?: string
  room?: string
}

/** 6区9栋2单元4楼402室: the whole way, for private words only. */
export function addressWord(address: DoorWords): string {
  const unit = address.unit === undefined ? '' : `${address.unit}单元`
  const floor = address.floor === undefined ? '' : `${address.floor}楼`
  const room = address.room === undefined ? '' : `${address.room}室`
  return `${buildingWord(address)}${unit}${floor}${room}`
}

/** When signing in through WeChat does not go. */
export const signInWords = {
  again: '登录没成功，请再点一次。',
  highRisk: (phone: string) => `微信提示这个账号有风险，现在登录不了。别着急，打社工站电话 ${phone}，我们一样帮您。`,
  later: (phone: string) => `微信那边暂时没有回应，请过一会儿再试，或者打社工站电话 ${phone}。`,
}

/** When WeChat is asked for a phone number. */
export const phoneWords = {
  again: '没拿到号码，请再点一次，或者直接填写。',
  writeIt: '这会儿拿不到微信里的号码，请直接填写。',
  enoughToday: '今天取号码的次数用完了，请直接填写，或者打社工站电话。',
}
/** What is wrong with what a person filled in about himself. */
export const filledInWords = {
  phoneWrong: '电话号码不对，请再看一遍。',
  phoneDigits: '电话要写成数字。',
  nameWrong: '名字要写成文字。',
  nameChecked: '名字站里核对过了，要改请打站里电话。',
  notFit: '这几个字不能给别人看，请换一个写法。',
  notJudged: '现在存不了名字，请过一会儿再试，或者请站里替您改。',
  familyFull: '家人最多记二十位。',
} as const

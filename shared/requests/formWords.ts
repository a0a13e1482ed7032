import type { FormKind, ReopenReason } from '../myRequests/contract.ts'

/** What was chosen on the form, as the record and a worker read it. */
export const FORM_KIND_WORDS: { readonly [kind in FormKind]: string } = {
  groceries: '买东西',
  medicine: '送药取药',
  repair: '家里修东西',
  escort: '陪着去医院',
  cleaning: '打扫屋子',
  nursing: '照看老人',
  childcare: '看孩子',
  company: '陪着说说话',
  parcel: '取送快递',
  errand: '代办跑腿',
  phone_help: '教用手机',
  other: '别的事',
}

export const REOPEN_WORDS: { readonly [reason in ReopenReason]: string } = {
  not_arrived: '没收到',
  wrong_thing: '东西不对',
  something_missing: '少了东西',
  poorly_done: '没弄好',
  other: '别的原因',
}

/** What is wrong with the form, said beside the field. */
export const formWords = {
  nothingWanted: '选一样，或者写一句要什么。',
  saySomething: '写一句要帮什么。',
  noSuchMember: '家人名单里没有这一位了，请重新选。',
  nameNeeded: '写一下是给谁的，比如“楼上李大爷”。',
  noHome: '还没留过您家的地址，请选“别的地方”填一下。',
  noMemberHome: '还不知道这位家人住哪儿，请选“别的地方”填一下。',
  addressNeeded: '请填送到哪区哪栋。',
  timeNeeded: '请选好哪天几点。',
  timePast: '这个时间已经过了，请选晚一点的。',
  timeFar: '太远了，请选两个月以内的。',
  tooLateToday: '今天太晚了，请选“马上”或者明天。',
  changeNothing: '还没有改动。',
  changedTo: (wanted: string) => `改成要${wanted}`,
} as const

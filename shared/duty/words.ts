import type { AlarmKind, AlarmState } from './contract.ts'

/** What staff read at the head of an alarm. */
export const ALARM_WORDS: Record<AlarmKind, string> = {
  emergency: '紧急求助',
  nobody_accepted: '没人接单',
  late: '送晚了',
  needs_person: '要找真人',
  no_answer: '没问到，要打电话',
  not_done: '没办好',
  review_overdue: '待审核超时',
  message_undelivered: '话没带到',
  gateway_down: '群助手掉线',
  wechat_trouble: '微信接口有问题',
}

export const ALARM_STATE_WORDS: Record<AlarmState, string> = { open: '待处理', seen: '已有人看', closed: '已处理' }

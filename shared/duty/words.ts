import type { AlarmKind, AlarmState, DUTY_REASONS } from './contract.ts'

/** What staff read at the head of an alarm. */
export const ALARM_WORDS: Record<AlarmKind, string> = {
  emergency: '紧急求助',
  nobody_accepted: '没人接单',
  late: '晚了',
  needs_person: '要找真人',
  no_answer: '没问到，要打电话',
  not_done: '没办好',
  no_show: '没出发',
  review_overdue: '待审超时',
  message_undelivered: '话没带到',
  gateway_down: '群助手掉线',
  wechat_trouble: '微信接口有问题',
  chat_ended: '一对一聊天断了',
  many_reads: '资料看得多',
}

export const ALARM_STATE_WORDS: Record<AlarmState, string> = { open: '还没人看', seen: '有人在办', closed: '办完了' }

/** Of an alarm that was closed long ago. */
export const alarmWordsCleared = '当时说的话已按期限清除。'

/** Why somebody is turned to now. */
export const DUTY_REASON_WORDS: Record<(typeof DUTY_REASONS)[number], string> = {
  flag: '自己上的班',
  shift: '按排班',
  next: '现在没排班，下一班的人先接',
  fallback: '没有排班，先由站里的人接',
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const

export function weekdayWord(day: number): string {
  return `周${WEEKDAYS[(day - 1) % 7] ?? ''}`
}

/** The first of three or more days in a row, the week taken as a ring: 周日 of 周日到周四. */
function firstOfRow(days: readonly number[]): number | undefined {
  if (days.length < 3) return undefined
  return days.find((first) => days.every((_, at) => days.includes(((first - 1 + at) % 7) + 1)))
}

/** 每天, 周一到周五, 周日到周四, 周六、周日 */
export function daysWord(days: readonly number[]): string {
  if (days.length === 7) return '每天'
  const first = firstOfRow(days)
  if (first !== undefined) return `${weekdayWord(first)}到${weekdayWord(first + days.length - 1)}`
  return [...days]
    .sort((a, b) => a - b)
    .map(weekdayWord)
    .join('、')
}

export const rosterWords = {
  wholeWeek: '整周都没有排班',
  notStaff: '站里没有这位同事。',
  /** 每天 21:00 到次日 08:00 */
  gap: (days: readonly number[], from: string, to: string, midnights: number) => {
    const [first = 1] = days
    const later =
      midnights === 0
        ? ''
        : midnights === 1
          ? '次日 '
          : days.length === 1
            ? `${weekdayWord(first + midnights)} `
            : `${midnights}天后 `
    return `${daysWord(days)} ${from} 到${later === '' ? ' ' : later}${to}`
  },
} as const

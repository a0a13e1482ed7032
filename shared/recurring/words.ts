import type { DayPart, HolidayRule, RecurringAct, RecurringState, Rhythm } from './contract.ts'

export const DAY_PART_WORDS: { readonly [part in DayPart]: string } = {
  morning: '上午',
  afternoon: '下午',
  evening: '晚上',
  daytime: '白天',
}

/** When each part begins and ends, as the reader of messages has it. */
export const DAY_PART_HOURS: { readonly [part in DayPart]: readonly [from: string, to: string] } = {
  morning: ['08:00', '12:00'],
  afternoon: ['13:00', '18:00'],
  evening: ['18:00', '21:00'],
  daytime: ['08:00', '20:00'],
}

export const HOLIDAY_RULE_WORDS: { readonly [rule in HolidayRule]: string } = {
  skip: '放假那天不用来',
  before: '赶上放假就提前',
  after: '赶上放假就推后',
  anyway: '放假也照常',
}

export const RECURRING_STATE_WORDS: { readonly [state in RecurringState]: string } = {
  active: '照常',
  paused: '停着',
  ended: '不办了',
}

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** 周二 */
export function weekdayWord(weekday: number): string {
  return `周${WEEKDAYS[weekday - 1] ?? ''}`
}

/** 每天上午, 每周二、周四下午, 每月1号、15号白天 */
export function sayRhythm(rhythm: Rhythm, part: DayPart): string {
  const when = DAY_PART_WORDS[part]
  if (rhythm.every === 'day') return `每天${when}`
  if (rhythm.every === 'week') return `每${rhythm.weekdays.map(weekdayWord).join('、')}${when}`
  return `每月${rhythm.dates.map((date) => `${date}号`).join('、')}${when}`
}

/** 11月24日周二 */
export function sayDate(day: string): string {
  const [, month, date] = day.split('-')
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return `${Number(month)}月${Number(date)}日${weekdayWord(weekday)}`
}

/** Words about what comes again (定期). 您 to residents, and to staff too. */
export const recurringWords = {
  begun: (rhythm: string, need: string, first: string) =>
    `好，${rhythm}的${need}都给您记着。头一回是${first}，提前给您找人。`,
  /** Where a worker arranged it. */
  begunByStation: (rhythm: string, need: string, first: string) =>
    `站里给您记下了：${rhythm}的${need}，头一回是${first}。哪回不用，回一声或者打站里电话。`,
  /** Where it was said in the sentence itself, and the first time is under way. */
  begunBySentence: (rhythm: string, need: string, next: string) =>
    `往后${rhythm}的${need}都给您安排，下一回是${next}。哪天不用了，回一句“只要一回”就停。`,
  onceOnly: (code: string) => `好，就办这一回。〔${code}〕`,
  /** The day before: this one is under way. */
  opened: (when: string, need: string, code: string) =>
    `${when}的${need}照常安排，正在找人。这回不用就回“取消${code}”。〔${code}〕`,
  /** A worker looks first, as she did the first time. */
  underReview: (when: string, need: string, code: string) => `${when}的${need}记下了，站里看过就找人。〔${code}〕`,
  refused: (need: string) => `定期的${need}现在办不了了，先停着。打站里电话商量。`,
  answers: {
    pause: '好，先停着。想接着办，再点一下。',
    resume: (next: string) => `好，接着办，下一回是${next}。`,
    resumeNone: '好，接着办，不过后面没有日子了。',
    skip: (left: string, next: string) => `好，${left}不来，下一回是${next}。`,
    skipLast: (left: string) => `好，${left}不来，后面没有了。`,
    end: '好，以后不办了。',
  },
  /** To the requester, where a worker decided. */
  byStation: {
    pause: (what: string) => `站里把您${what}先停了。有事打站里电话。`,
    resume: (what: string) => `您${what}又接着办了。`,
    skip: (what: string) => `您${what}，下一回不来。有事打站里电话。`,
    end: (what: string) => `您${what}以后不办了。有事打站里电话。`,
  } satisfies { [act in RecurringAct]: (what: string) => string },
  movedFrom: (day: string) => `${day}放假，改在这天`,
  unknownYear: '这一年的放假安排还没出，先按平常日子算。',
  notAPattern: '这一单还没办起来，等有人接了再定期办。',
  noDayLeft: '这样排下来没有一天能办，换个日子。',
  untilPast: '这一天已经过了，选晚一点的。',
  enough: '定期的事最多记十件，先停掉一件。',
} as const

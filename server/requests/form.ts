import type { Category, When } from '@yimin/shared/language/frame'
import { fromLocal } from '@yimin/shared/language/localTime'
import { DomainError } from '@yimin/shared/errors/domainError'
import { formWords } from '@yimin/shared/requests/formWords'
import type { ChosenTime, FormKind } from '@yimin/shared/myRequests/contract'

/** What each tile stands for. Of groceries and other things the goods and the note decide. */
export const KIND_CATEGORIES: { readonly [kind in FormKind]: Category } = {
  groceries: 'produce',
  medicine: 'medicine',
  repair: 'repair',
  escort: 'escort',
  cleaning: 'housekeeping',
  nursing: 'nursing',
  childcare: 'childcare',
  company: 'companionship',
  parcel: 'parcel',
  errand: 'errand',
  phone_help: 'digital',
  other: 'other',
}

/** Goods differ in who sells them; under the tiles they are one kind. */
export const SOLD: readonly Category[] = ['produce', 'daily_goods', 'meal']

const DAY_MS = 86_400_000
const FARTHEST_MS = 60 * DAY_MS

/** Spans of a day, as the reader of messages tells them: 今天, 今晚, 明天上午 … */
const SPANS = {
  today: { days: 0, from: '08:00', to: '20:00' },
  tonight: { days: 0, from: '18:00', to: '21:00' },
  tomorrow_morning: { days: 1, from: '08:00', to: '12:00' },
  tomorrow_afternoon: { days: 1, from: '13:00', to: '18:00' },
  day_after_tomorrow: { days: 2, from: '08:00', to: '20:00' },
} as const

/** The time that was chosen, as a frame tells it; `undefined` for no hurry. Throws `invalid_input` for a time that is over. @param now local */
export function whenOf(chosen: ChosenTime, now: string): When | undefined {
  const { choice } = chosen
  if (choice === 'now') return { asap: true }
  if (choice === 'no_hurry') return undefined
  if (choice === 'at') return ownTime(chosen.at, now)
  const { days, from, to } = SPANS[choice]
  const day = new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
  if (`${day}T${to}` <= now) throw faulty('when.choice', formWords.tooLateToday)
  return { from: `${day}T${from}`, to: `${day}T${to}` }
}

function ownTime(at: string | undefined, now: string): When {
  const meant = at === undefined ? Number.NaN : fromLocal(at).getTime()
  if (at === undefined || Number.isNaN(meant)) throw faulty('when.at', formWords.timeNeeded)
  if (at <= now) throw faulty('when.at', formWords.timePast)
  if (meant - fromLocal(now).getTime() > FARTHEST_MS) throw faulty('when.at', formWords.timeFar)
  return { from: at, to: at }
}

/** One field of a form that cannot be taken, in words for the person. */
export function faulty(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}

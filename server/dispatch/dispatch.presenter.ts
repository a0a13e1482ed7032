import { offerView, taskView } from '@yimin/shared/dispatch/contract'
import type { HelperTermsView, OfferView, RecordView, TaskView } from '@yimin/shared/dispatch/contract'
import { helperWords } from '@yimin/shared/dispatch/words'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { addressOf, maskPhone } from '@yimin/shared/people/addressing'
import {
  HELP_WORDS,
  sayDay,
  sayDoor,
  sayInstant,
  sayItem,
  sayMoney,
  sayNeed,
  sayWhen,
} from '@yimin/shared/requests/words'
import type { Person } from '../people/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import { nextStep } from './dispatch.policy.ts'
import type { Offer } from './queries/listOffersTo.ts'
import type { Task } from './queries/listTasks.ts'
import type { Service } from './serviceRecord.ts'

/** What he is asked for; `notNow` is why he may not take it now. */
export function presentOffer({ request, asked }: Offer, now: Date, notNow?: string): OfferView {
  const when = sayWhen(request.when, toLocal(now))
  const saysMore = request.items.length > 0 || request.budgetFen !== undefined
  return offerView.parse({
    code: request.code,
    help: HELP_WORDS[request.category],
    ...(saysMore ? { need: sayNeed(request, 'private') } : {}),
    place: buildingWord(request.place),
    ...(when ? { when } : {}),
    urgent: request.urgent,
    why: asked.reason,
    since: toLocalIso(asked.at),
    abilities: { accept: notNow === undefined, refuse: true },
    ...(notNow ? { notNow } : {}),
  })
}

/** What a helper may do about the one errand, as the policies say. */
export interface AtDoor extends Pick<TaskView, 'handover' | 'codeTriedOut' | 'withoutCode'> {
  photo: boolean
  postpone: boolean
}

/** What he has in hand: whatever the errand needs, and no more. */
export function presentTask(
  { request, requester, errand, photos }: Task,
  now: Date,
  { handover, codeTriedOut, withoutCode, photo, postpone }: AtDoor,
): TaskView {
  const { assignee } = request
  const promisedAt = assignee?.promisedAt ?? now
  const door = sayDoor(errand.address)
  const note = request.history.findLast(({ step }) => step === 'assign')?.note
  return taskView.parse({
    code: request.code,
    help: HELP_WORDS[request.category],
    items: request.items.map(sayItem),
    ...(request.budgetFen === undefined ? {} : { budget: sayMoney(request.budgetFen) }),
    place: buildingWord(request.place),
    ...(door ? { door } : {}),
    spokenTo: whoIsServed(request, requester),
    ...(errand.phone ? { maskedPhone: maskPhone(errand.phone) } : {}),
    photos,
    ...(note ? { note } : {}),
    promisedTime: sayInstant(toLocal(promisedAt), toLocal(now)),
    promisedAt: toLocalIso(promisedAt),
    late: promisedAt < now,
    urgent: request.urgent,
    ...(assignee?.startedAt ? { startedAt: toLocalIso(assignee.startedAt) } : {}),
    ...(assignee?.arrivedAt ? { arrivedAt: toLocalIso(assignee.arrivedAt) } : {}),
    next: nextStep(request),
    handover,
    codeTriedOut,
    withoutCode,
    abilities: { call: errand.phone !== undefined, photo, postpone },
  })
}

/** 王阿姨, 王阿姨家的妈妈. */
export function whoIsServed({ beneficiary }: Pick<RequestDoc, 'beneficiary'>, requester: Person): string {
  return beneficiary ? helperWords.ofFamily(addressOf(requester), beneficiary) : addressOf(requester)
}

/** Skills that one may say of oneself here: what touches health or family is given by the station alone. */
export function presentTerms(
  { helper = { skills: [], zones: [], freeHours: [] } }: Person,
  zones: readonly string[],
  skills: readonly (keyof typeof HELP_WORDS)[],
  now: Date,
): HelperTermsView {
  const { pausedUntil, version = 0, ...terms } = helper
  const paused = pausedUntil && pausedUntil > now ? pausedUntil : undefined
  return {
    terms: { ...terms, version, ...(paused ? { pausedUntil: toLocalIso(paused) } : {}) },
    ...(paused ? { paused: sayPause(paused, now) } : {}),
    choices: {
      skills: skills.map((value) => ({ value, word: HELP_WORDS[value] })),
      zones: zones.map((value) => ({ value, word: zoneWord(value) })),
    },
  }
}

/** 明天8点前不问你。 */
export function sayPause(until: Date, now: Date): string {
  return helperWords.paused(sayInstant(toLocal(until), toLocal(now)))
}

interface RecordParts {
  services: readonly Service[]
  months: readonly { month: string; tasks: number; minutes: number }[]
  /** Without hours where service is paid for. */
  hours: boolean
  settings: StationSettings
  now: Date
}

/** Kind of help and day, and whether it counts; nothing of those who were served. */
export function presentRecord({ services, months, hours, settings: { service }, now }: RecordParts): RecordView {
  const counted = (minutes: number) => (hours ? { minutes } : {})
  const { hours: sayHours, paidRule, rule, verdicts } = helperWords
  return {
    months: months.map(({ month, tasks, minutes }) => ({ month, tasks, ...counted(minutes) })),
    items: services.map(({ request, at, minutes, verifiedBy }) => ({
      code: request.code,
      help: HELP_WORDS[request.category],
      at: toLocalIso(at),
      day: sayDay(toLocal(at).slice(0, 10), toLocal(now).slice(0, 10)),
      ...counted(minutes),
      ...(verifiedBy ? { verifiedBy } : {}),
      verdict: verdicts[verifiedBy ?? (request.status === 'done' ? 'silence' : 'waiting')],
    })),
    rule: hours
      ? rule({ atMost: sayHours(service.atMostMinutes), unstarted: sayHours(service.unstartedAtMostMinutes) })
      : paidRule,
  }
}

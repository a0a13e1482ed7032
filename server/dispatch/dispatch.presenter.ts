import { offerView } from '@yimin/shared/dispatch/contract'
import { taskView } from '@yimin/shared/dispatch/tasksContract'
import type { OfferView } from '@yimin/shared/dispatch/contract'
import type { HelperTermsView, RecordView } from '@yimin/shared/dispatch/serviceContract'
import type { TaskView } from '@yimin/shared/dispatch/tasksContract'
import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { swapWords } from '@yimin/shared/dispatch/swapWords'
import { sayHelp, sayTogether } from '@yimin/shared/dispatch/tripWords'
import { dispatchWords, helperWords } from '@yimin/shared/dispatch/words'
import { GENDER_WORDS, GENDERS, LANGUAGE_WORDS, LANGUAGES } from '@yimin/shared/people/wishes'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { addressOf, maskPhone } from '@yimin/shared/people/addressing'
import { asCarried, hasGoodsPart } from '@yimin/shared/requests/parts'
import { partWords } from '@yimin/shared/requests/partWords'
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
import type { Exchanging, Task } from './queries/listTasks.ts'
import type { Service } from './serviceRecord.ts'

/** What he is asked for, one card for each trip; `notNow` tells why he may not take it now. */
export function presentOffers(
  offers: readonly Offer[],
  now: Date,
  notNow: (offer: Offer) => string | undefined,
): OfferView[] {
  return tripsOf(offers).map(({ head, stops }) => presentOffer(head, stops, now, notNow(head)))
}

interface OfferedTrip {
  head: Offer
  /** All of it, itself among them. */
  stops: Offer[]
}

/** Each offer once: the one that names most of the others stands for them. */
function tripsOf(offers: readonly Offer[]): OfferedTrip[] {
  const heads = [...offers].sort((a, b) => (b.asked.with?.length ?? 0) - (a.asked.with?.length ?? 0))
  const trips = new Map<Offer, OfferedTrip>()
  const covered = new Set<Offer>()
  for (const head of heads) {
    if (covered.has(head)) continue
    const stops = offers.filter((one) => one === head || head.asked.with?.includes(one.request._id) === true)
    trips.set(head, { head, stops: stops.filter((one) => !covered.has(one)) })
    for (const stop of stops) covered.add(stop)
  }
  return offers.flatMap((offer) => trips.get(offer) ?? [])
}

function presentOffer({ request, asked, free }: Offer, stops: readonly Offer[], now: Date, notNow?: string): OfferView {
  const inOrder = stops.map((stop) => stop.request).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  return offerView.parse({
    ...presentStop(request, now, free),
    urgent: request.urgent,
    why: asked.reason,
    since: toLocalIso(asked.at),
    ...(inOrder.length > 1 && {
      trip: { word: sayTogether(inOrder), stops: inOrder.map((one) => presentStop(one, now)) },
    }),
    abilities: { accept: notNow === undefined, refuse: true },
    ...(notNow ? { notNow } : {}),
  })
}

function presentStop(request: RequestDoc, now: Date, free = 1) {
  const when = sayWhen(request.when, toLocal(now))
  const saysMore = request.items.length > 0 || request.budgetFen !== undefined
  const { helpersNeeded } = request
  const need = [
    ...(saysMore ? [sayNeed(asCarried(request), 'private')] : []),
    ...(hasGoodsPart(request) ? [partWords.carry] : []),
    ...(helpersNeeded ? [dispatchWords.team(helpersNeeded, free)] : []),
  ]
  return {
    code: request.code,
    help: sayHelp(request),
    ...(need.length > 0 ? { need: need.join('，') } : {}),
    place: buildingWord(request.place),
    ...(when ? { when } : {}),
  }
}

/** What a helper may do about the one errand, as the policies say. */
export interface AtDoor extends Pick<TaskView, 'handover' | 'codeTriedOut' | 'withoutCode'>, Exchanging {
  photo: boolean
  postpone: boolean
  swap: boolean
  /** He asks for a swap, and is told by then. */
  swapUntil?: Date
  exchange: boolean
}

/** What he has in hand: whatever the errand needs, and no more. */
export function presentTask(
  { request, requester, errand, photos, pickUp }: Task,
  now: Date,
  { handover, codeTriedOut, withoutCode, photo, postpone, swap, swapUntil, exchange, asksOf, proposals = [] }: AtDoor,
): TaskView {
  const { assignee } = request
  const promisedAt = assignee?.promisedAt ?? now
  const door = sayDoor(errand.address)
  const note = request.history.findLast(({ step }) => step === 'assign')?.note
  return taskView.parse({
    code: request.code,
    help: sayHelp(request),
    items: asCarried(request).items.map(sayItem),
    ...(request.budgetFen === undefined ? {} : { budget: sayMoney(request.budgetFen) }),
    place: buildingWord(request.place),
    ...(door ? { door } : {}),
    spokenTo: request.part === 'goods' ? partWords.whoFetches : whoIsServed(request, requester),
    ...(errand.phone ? { maskedPhone: maskPhone(errand.phone) } : {}),
    photos,
    ...(note ? { note } : {}),
    promisedTime: sayInstant(toLocal(promisedAt), toLocal(now)),
    promisedAt: toLocalIso(promisedAt),
    late: promisedAt < now,
    urgent: request.urgent,
    ...(assignee?.startedAt ? { startedAt: toLocalIso(assignee.startedAt) } : {}),
    ...(assignee?.arrivedAt ? { arrivedAt: toLocalIso(assignee.arrivedAt) } : {}),
    ...(request.part ? { part: request.part } : {}),
    ...(pickUp ? { pickUp } : {}),
    next: nextStep(request),
    handover,
    codeTriedOut,
    withoutCode,
    ...(swapUntil ? { swap: swapWords.asking(sayInstant(toLocal(swapUntil), toLocal(now))) } : {}),
    ...(asksOf ? { swap: exchangeWords.asking(asksOf.who, sayInstant(toLocal(asksOf.until), toLocal(now))) } : {}),
    ...(proposals.length > 0 ? { proposals } : {}),
    abilities: { call: errand.phone !== undefined, photo, postpone, swap, exchange },
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
      genders: GENDERS.map((value) => ({ value, word: GENDER_WORDS[value] })),
      languages: LANGUAGES.map((value) => ({ value, word: LANGUAGE_WORDS[value] })),
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

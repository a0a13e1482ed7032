import { DESK_STEPS, requestCard, requestFile, requestView, staffRequestView } from '@yimin/shared/requests/contract'
import type { RequestCard, RequestFile, RequestView, StaffRequestView } from '@yimin/shared/requests/contract'
import { MOST_PHOTOS } from '@yimin/shared/photos/contract'
import { ERASED } from '@yimin/shared/people/roles'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { FORMER_READER_WORD, SYSTEM_READER_WORD } from '@yimin/shared/people/words'
import { sayReviewReason } from '@yimin/shared/requests/reviewReasons'
import { sayWish } from '@yimin/shared/people/wishes'
import { sayRhythm } from '@yimin/shared/recurring/words'
import { DOTS, mayTakeStep } from '@yimin/shared/requests/states'
import { partWords } from '@yimin/shared/requests/partWords'
import {
  CHANNEL_WORDS,
  CLEARED_WORDS,
  HANDOVER_WORDS,
  KIND_WORDS,
  MISSING_WORDS,
  NO_CODE_WORDS,
  sayInstant,
  sayNeed,
  sayWhen,
  STATUS_WORDS,
  STEP_WORDS,
  deskWords,
} from '@yimin/shared/requests/words'
import type { Kin } from './queries/findKin.ts'
import type { Sealed } from './queries/openSealed.ts'
import type { Pictures } from './queries/photosIn.ts'
import type { Handover, RequestDoc } from './request.model.ts'
import { mayFreeSeats, seatsIn } from './seats.policy.ts'
import { waitsForAnswer } from './exchange.policy.ts'
import { wishStands } from './swap.policy.ts'
import { abilitiesOf, isClosed, isLate, isReopened, mayBeSplit, mayReopen, mayRepeat } from './request.policy.ts'

/** Names of the people who stand in a view, by id. */
export type Names = ReadonlyMap<string, string>

/** For the one who asked. */
export function presentToRequester(
  request: RequestDoc,
  names: Names,
  now: Date,
  handoverCode?: string,
  { photos, handover }: Pictures = { photos: [], handover: [] },
): RequestView {
  const { assignee } = request
  const shown = request.handover?.how === 'photo' ? handover.at(-1) : undefined
  const underWay = request.status === 'accepted' || request.status === 'delivered'
  return requestView.parse({
    code: request.code,
    status: request.status,
    statusWord: STATUS_WORDS[request.status],
    step: DOTS[request.status],
    summary: sayNeed(request, 'private'),
    place: buildingWord(request.place),
    ...(assignee && underWay
      ? {
          promisedTime: sayInstant(toLocal(assignee.promisedAt), toLocal(now)),
          helperName: seatsIn(request)
            .map(({ personId }) => names.get(personId) ?? '')
            .join('、'),
          ...(request.status === 'accepted' && handoverCode ? { handoverCode } : {}),
        }
      : {}),
    ...(request.helpersNeeded && { seats: { needed: request.helpersNeeded, taken: seatsIn(request).length } }),
    ...(photos.length > 0 && { photos }),
    ...(shown && { handoverPhoto: shown }),
    abilities: {
      ...abilitiesOf(['cancel', 'finish'], request.status, 'requester'),
      reopen: mayReopen(request),
      addPhoto: mayTakeStep('illustrate', request.status, 'requester') && (request.photos ?? []).length < MOST_PHOTOS,
      confirm: request.status === 'draft' && request.missing.length === 0,
    },
    at: toLocalIso(request.createdAt),
  })
}

/** For the board: building level, no door, no phone, no group. */
export function presentToStaff(request: RequestDoc, names: Names, now: Date): StaffRequestView {
  return staffRequestView.parse(staffFields(request, names, now))
}

/** For the desk: the board's view with the whole history, and what belongs together. */
export function presentCard(request: RequestDoc, names: Names, now: Date, { whole, parts }: Kin): RequestCard {
  return requestCard.parse({
    request: staffFields(request, names, now),
    ...needOf(request),
    ...(mayRepeat(request) && { repeat: true }),
    history: historyOf(request, names),
    ...(parts.length > 0 ? { parts: parts.map((part) => presentPart(part, names)) } : {}),
    ...(whole ? { partOf: whole.code } : {}),
    ...(mayFreeSeats(request) && {
      seats: seatsIn(request).map(({ personId }) => ({ id: personId, name: nameIn(names, personId) })),
    }),
    ...(mayBeSplit(request) ? { split: { goods: request.items.length > 0 } } : {}),
  })
}

function presentPart(request: RequestDoc, names: Names) {
  const { code, part, status, assignee } = request
  return {
    code,
    kindWord: part ? partWords.kinds[part] : '',
    summary: sayNeed(request, 'private'),
    status,
    statusWord: part === 'goods' && status === 'delivered' ? partWords.readyWord : STATUS_WORDS[status],
    ...(assignee ? { helper: nameIn(names, assignee.personId) } : {}),
  }
}

/** The whole file, for a worker who gave a reason. */
export function presentFile(
  request: RequestDoc,
  names: Names,
  sealed: Sealed,
  now: Date,
  { photos, handover }: Pictures = { photos: [], handover: [] },
): RequestFile {
  return requestFile.parse({
    ...staffFields(request, names, now),
    text: sealed.text,
    ...needOf(request),
    address: sealed.address,
    groups: sealed.groups,
    ...(sealed.phone ? { phone: sealed.phone } : {}),
    ...(photos.length > 0 && { photos }),
    ...(handover.length > 0 && { handoverPhotos: handover }),
    history: historyOf(request, names),
  })
}

function needOf({ items, budgetFen, when }: RequestDoc): Pick<RequestFile, 'items' | 'budgetFen' | 'when'> {
  return { items, ...(budgetFen === undefined ? {} : { budgetFen }), ...(when ? { when } : {}) }
}

const SYSTEM = 'system'

/** What it has no more, now that its time is over. */
export function sayCleared(request: RequestDoc): string | undefined {
  return isClosed(request) ? CLEARED_WORDS[request.cleared ?? 'sealed'] : undefined
}

/** The names of a request, and a word for those that were taken out of it after their time. */
function namesOf(request: RequestDoc, names: Names): Names {
  return request.cleared === 'person' ? new Map([...names, [ERASED, CLEARED_WORDS.someone]]) : names
}

function nameIn(names: Names, id: string): string {
  return id === SYSTEM ? SYSTEM_READER_WORD : (names.get(id) ?? FORMER_READER_WORD)
}

function historyOf(request: RequestDoc, names: Names): RequestFile['history'] {
  const known = namesOf(request, names)
  return request.history.map(({ seq, at, step, from, to, by, note }) => ({
    seq,
    at: toLocalIso(at),
    step,
    stepWord: STEP_WORDS[step],
    ...(from ? { from } : {}),
    to,
    by,
    byName: nameIn(known, by),
    ...(note ? { note } : {}),
  }))
}

function lastReopening({ history }: RequestDoc) {
  return history.findLast(({ step }) => step === 'reopen')
}

/** 拍了照片，放门口了 */
function sayHandover({ how, reason }: Handover): string {
  return [HANDOVER_WORDS[how], reason && NO_CODE_WORDS[reason]].filter(Boolean).join('，')
}

function staffFields(request: RequestDoc, names: Names, now: Date): StaffRequestView {
  const someone = (id: string) => ({ id, name: nameIn(names, id) })
  return {
    code: request.code,
    status: request.status,
    statusWord: STATUS_WORDS[request.status],
    step: DOTS[request.status],
    category: request.category,
    kindWord: KIND_WORDS[request.category],
    summary: sayNeed(request, 'private'),
    place: buildingWord(request.place),
    ...(request.place.zone ? { zone: request.place.zone } : {}),
    whenWord: sayWhen(request.when, toLocal(now)),
    channelWord: CHANNEL_WORDS[request.origin.channel],
    ...(request.beneficiary ? { beneficiary: request.beneficiary } : {}),
    urgent: request.urgent,
    late: isLate(request, now),
    ...(isReopened(request) ? { notDone: lastReopening(request)?.note ?? '' } : {}),
    missing: request.missing.map((one) => MISSING_WORDS[one]),
    reviewReasons: request.reviewReasons.map(sayReviewReason),
    requester: { id: request.requesterId, name: nameIn(namesOf(request, names), request.requesterId) },
    ...(request.assignee
      ? { assignee: someone(request.assignee.personId), promisedAt: toLocalIso(request.assignee.promisedAt) }
      : {}),
    ...(request.swap && wishStands(request) && { swapWord: deskWords.wantsSwap(nameIn(names, request.swap.byId)) }),
    ...(request.exchange &&
      waitsForAnswer(request, request.exchange.byId) && {
        swapWord: deskWords.wantsExchange(nameIn(names, request.exchange.byId), nameIn(names, request.exchange.withId)),
      }),
    ...(request.wish && { wishWord: sayWish(request.wish) }),
    ...(request.repeats && { repeatsWord: sayRhythm(request.repeats.rhythm, request.repeats.part) }),
    ...(request.helpersNeeded && { helpersNeeded: request.helpersNeeded }),
    ...(request.companions?.length && { companions: request.companions.map(({ personId }) => someone(personId)) }),
    ...(request.handover ? { handoverWord: sayHandover(request.handover) } : {}),
    ...(isClosed(request) && { clearedWord: sayCleared(request) }),
    owner: someone(request.ownerId),
    ...(request.dueAt ? { dueAt: toLocalIso(request.dueAt) } : {}),
    createdAt: toLocalIso(request.createdAt),
    version: request.v,
    abilities: abilitiesOf(DESK_STEPS, request.status, 'worker'),
  }
}

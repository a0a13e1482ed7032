import { requestFile, requestView, staffRequestView } from '@yimin/shared/requests/contract'
import type { RequestFile, RequestView, StaffRequestView } from '@yimin/shared/requests/contract'
import { MOST_PHOTOS } from '@yimin/shared/photos/contract'
import type { PhotoView } from '@yimin/shared/photos/contract'
import { toLocal, toLocalIso } from '@yimin/shared/language/localTime'
import { STAFF_REASONS } from '@yimin/shared/moderation/words'
import { buildingWord } from '@yimin/shared/organisations/words'
import { DOTS, mayTakeStep } from '@yimin/shared/requests/states'
import { sayInstant, sayNeed, STATUS_WORDS } from '@yimin/shared/requests/words'
import type { Sealed } from './queries/openSealed.ts'
import type { RequestDoc } from './request.model.ts'
import { abilitiesOf } from './request.policy.ts'

/** Names of the people who stand in a view, by id. */
export type Names = ReadonlyMap<string, string>

/** For the one who asked. */
export function presentToRequester(
  request: RequestDoc,
  names: Names,
  now: Date,
  handoverCode?: string,
  photos: PhotoView[] = [],
): RequestView {
  const { assignee } = request
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
          helperName: names.get(assignee.personId) ?? '',
          ...(request.status === 'accepted' && handoverCode ? { handoverCode } : {}),
        }
      : {}),
    ...(photos.length > 0 && { photos }),
    abilities: {
      ...abilitiesOf(['cancel', 'finish', 'reopen'], request.status, 'requester'),
      addPhoto: mayTakeStep('illustrate', request.status, 'requester') && (request.photos ?? []).length < MOST_PHOTOS,
      confirm: request.status === 'draft' && request.missing.length === 0,
    },
    at: toLocalIso(request.createdAt),
  })
}

/** For the board: building level, no door, no phone, no group. */
export function presentToStaff(request: RequestDoc, names: Names): StaffRequestView {
  return staffRequestView.parse(staffFields(request, names))
}

/** The whole file, for a worker who gave a reason. */
export function presentFile(request: RequestDoc, names: Names, sealed: Sealed, photos: PhotoView[] = []): RequestFile {
  return requestFile.parse({
    ...staffFields(request, names),
    text: sealed.text,
    items: request.items,
    ...(request.budgetFen === undefined ? {} : { budgetFen: request.budgetFen }),
    ...(request.when ? { when: request.when } : {}),
    address: sealed.address,
    groups: sealed.groups,
    ...(sealed.phone ? { phone: sealed.phone } : {}),
    ...(photos.length > 0 && { photos }),
    history: request.history.map(({ seq, at, step, from, to, by, note }) => ({
      seq,
      at: toLocalIso(at),
      step,
      ...(from ? { from } : {}),
      to,
      by,
      byName: names.get(by) ?? by,
      ...(note ? { note } : {}),
    })),
  })
}

function staffFields(request: RequestDoc, names: Names): StaffRequestView {
  const someone = (id: string) => ({ id, name: names.get(id) ?? id })
  return {
    code: request.code,
    status: request.status,
    statusWord: STATUS_WORDS[request.status],
    category: request.category,
    summary: sayNeed(request, 'private'),
    place: buildingWord(request.place),
    urgent: request.urgent,
    reviewReasons: request.reviewReasons.map((reason) => STAFF_REASONS[reason as keyof typeof STAFF_REASONS] ?? reason),
    requester: someone(request.requesterId),
    ...(request.assignee
      ? { assignee: someone(request.assignee.personId), promisedAt: toLocalIso(request.assignee.promisedAt) }
      : {}),
    owner: someone(request.ownerId),
    ...(request.dueAt ? { dueAt: toLocalIso(request.dueAt) } : {}),
    createdAt: toLocalIso(request.createdAt),
    version: request.v,
    abilities: abilitiesOf(['approve', 'reject', 'assign', 'finish', 'cancel'], request.status, 'worker'),
  }
}

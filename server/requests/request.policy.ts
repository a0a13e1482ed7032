import type { Category } from '@yimin/shared/language/frame'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { isAlive, mayTakeStep, NO_CODE_REASONS, RULES } from '@yimin/shared/requests/states'
import type { NoCodeReason, Part, Status, Step } from '@yimin/shared/requests/states'
import type { Person } from '../people/index.ts'
import type { Channel } from './request.model.ts'

/** What a view lets its reader do, so that no screen decides again. */
export function abilitiesOf<S extends Exclude<Step, 'write'>>(
  steps: readonly S[],
  status: Status,
  part: Part,
): { [step in S]: boolean } {
  return Object.fromEntries(steps.map((step) => [step, mayTakeStep(step, status, part)])) as { [step in S]: boolean }
}

/** In these states somebody of the station or a helper is to act by a time. */
export const TIMED: readonly Status[] = ['reviewing', 'open', 'accepted']

/** The time for this state has run out. */
export function isLate(request: { status: Status; dueAt?: Date; escalatedAt?: Date }, now: Date): boolean {
  const passed = request.escalatedAt !== undefined || (request.dueAt !== undefined && request.dueAt < now)
  return passed && TIMED.includes(request.status)
}

/** Once, by a worker, while nobody has it; a part has no parts. */
export function mayBeSplit({ status, parts, partOf, helpersNeeded }: Whole): boolean {
  const isWhole = parts === undefined && partOf === undefined && !helpersNeeded
  return isWhole && mayTakeStep('split', status, 'worker')
}

interface Whole {
  status: Status
  parts?: unknown
  partOf?: string
  helpersNeeded?: number
}

type Ended = { status: Status; dueKind?: string }

/** Until the record of it is closed, which strikes out door and phone. */
export function mayReopen({ status, dueKind }: Ended): boolean {
  return status === 'delivered' || (status === 'done' && dueKind === 'closing')
}

/** A pattern for more (定期): what the station let through, and what still has its door. */
export function mayRepeat({ status, dueKind }: Ended): boolean {
  return ['open', 'accepted', 'delivered'].includes(status) || (status === 'done' && dueKind === 'closing')
}

/** It was not well once, and is not done again yet. */
export function isReopened({ status, reopened }: Pick<Ended, 'status'> & { reopened: number }): boolean {
  return reopened > 0 && isAlive(status)
}

/** Whoever has received may judge; the last word counts. */
export function mayRate({ status }: Pick<Ended, 'status'>): boolean {
  return status === 'delivered' || status === 'done'
}

/** Whatever waits for somebody may be asked about. */
export function mayRemind({ status }: Pick<Ended, 'status'>): boolean {
  return status === 'reviewing' || status === 'open' || status === 'accepted'
}

/** How many come and who had better come: as long as nobody has said yes to it as it was. */
export function mayChooseHelpers(request: Whole & { assignee?: unknown; companions?: readonly unknown[] }): boolean {
  const { status, assignee, companions = [], parts, partOf } = request
  const isWhole = parts === undefined && partOf === undefined
  const isFree = assignee === undefined && companions.length === 0
  return isWhole && isFree && ['draft', 'reviewing', 'open'].includes(status)
}

/** A step that nobody takes but who helps with it. */
export function isHelpersOwn({ step }: { step: Step }): boolean {
  return step !== 'write' && RULES[step].by.every((part) => part === 'helper' || part === 'assignee')
}

/** The time for having it taken up again is over: door and phone are struck out. */
export function isClosed({ status, dueKind }: Ended): boolean {
  return !isAlive(status) && dueKind !== 'closing'
}

type Seat = { personId: string }

/** The door is for the helper who has the request now, and only as long as he has it. */
export function mayHelperSeeDoor(
  { status, assignee, companions = [] }: { status: Status; assignee?: Seat; companions?: readonly Seat[] },
  helperId: string,
): boolean {
  return status === 'accepted' && [assignee, ...companions].some((seat) => seat?.personId === helperId)
}

/** Whom we cannot write to has no handover code to give. */
export function knowsHandoverCode(
  request: { origin: { channel: Channel }; partOf?: string },
  requester: Pick<Person, 'canBeWrittenTo'>,
): boolean {
  // One request, one code: whoever carries it asks for it.
  if (request.partOf !== undefined) return false
  return requester.canBeWrittenTo || request.origin.channel === 'app'
}

/** Of 9,000 codes nobody guesses one in so few tries. */
export const CODE_TRIES_AT_MOST = 5

/** After so many wrong codes only another way leads on. */
export function isTriedOut({ assignee }: { assignee?: { codeTries?: number } }): boolean {
  return (assignee?.codeTries ?? 0) >= CODE_TRIES_AT_MOST
}

type OfKind = { category: Category }

/** What goes from hand to hand, and help for a person, is shown by no picture of a door. */
export function mayShowByPhoto({ category }: OfKind, { completion }: StationSettings): boolean {
  return !completion.intoHandsOnly.includes(category)
}

/** How it may be handed over on the helper's word alone; medicine is left at no door. */
export function waysWithoutCode(request: OfKind, settings: StationSettings): NoCodeReason[] {
  return NO_CODE_REASONS.filter((reason) => reason !== 'left_at_door' || mayShowByPhoto(request, settings))
}

import { mayTakeStep } from '@yimin/shared/requests/states'
import type { Part, Status, Step } from '@yimin/shared/requests/states'
import type { Person } from '../people/index.ts'

/** What a view lets its reader do, so that no screen decides again. */
export function abilitiesOf<S extends Exclude<Step, 'write'>>(
  steps: readonly S[],
  status: Status,
  part: Part,
): { [step in S]: boolean } {
  return Object.fromEntries(steps.map((step) => [step, mayTakeStep(step, status, part)])) as { [step in S]: boolean }
}

/** The door is for the helper who has the request now, and only as long as he has it. */
export function mayHelperSeeDoor(
  request: { status: Status; assignee?: { personId: string } },
  helperId: string,
): boolean {
  return request.status === 'accepted' && request.assignee?.personId === helperId
}

/** Whom we cannot write to has no handover code to give. */
export function knowsHandoverCode(
  request: { origin: { channel: 'room' | 'private' | 'app' } },
  requester: Pick<Person, 'canBeWrittenTo'>,
): boolean {
  return requester.canBeWrittenTo || request.origin.channel === 'app'
}

import type { ConsentKind } from '@yimin/shared/consent/texts'
import { CONSENT_KINDS, currentText } from '@yimin/shared/consent/texts'
import { isStaff } from '@yimin/shared/people/roles'
import type { ConsentAnswer, Person } from '../person.model.ts'

export type ConsentState = 'open' | 'given' | 'refused' | 'withdrawn' | 'outdated'

type Answers = Pick<Person, 'consents'>
type Asked = Pick<Person, 'role' | 'consents' | 'known'>

/** What she said last; every answer stays on record before it. */
export function lastAnswer({ consents }: Answers, kind: ConsentKind): ConsentAnswer | undefined {
  return consents.findLast((answer) => answer.kind === kind)
}

export function consentState(person: Answers, kind: ConsentKind): ConsentState {
  const last = lastAnswer(person, kind)
  if (!last) return 'open'
  if (last.agreed) return last.version < currentText(kind).version ? 'outdated' : 'given'
  return person.consents.some((answer) => answer.kind === kind && answer.agreed) ? 'withdrawn' : 'refused'
}

/** Staff keep house for others: their own file is a matter of their work. Special groups concern whoever told of some. */
export function consentKindsOf(person: Asked): ConsentKind[] {
  if (isStaff(person.role)) return []
  return CONSENT_KINDS.filter(
    (kind) => kind === 'rules' || person.known.groups || lastAnswer(person, kind) !== undefined,
  )
}

/** Each text is asked about once: whoever answered, yes or no, is asked again by a new text alone (LAW-02: no nagging). */
export function asksFor(person: Asked, kind: ConsentKind): boolean {
  const last = lastAnswer(person, kind)
  if (kind === 'groups' && last?.agreed === false) return false
  return consentKindsOf(person).includes(kind) && (last?.version ?? 0) < currentText(kind).version
}

/** Whoever said no has nothing kept for the next time; whoever was not asked yet is not hindered. */
export function mayKeepFor(person: Answers): boolean {
  return lastAnswer(person, 'rules')?.agreed !== false
}

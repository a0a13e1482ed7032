import type { Document } from 'mongodb'
import { looksSealed } from '../vault/index.ts'
import type { SealedKind, SealedPlace } from '../vault/index.ts'

/** One sealed value where it stands. */
export interface SealedValue {
  /** `household.0.home.door` */
  path: string
  text: string
  place: SealedPlace
}

/** What a document holds sealed by the words of its model. What was emptied is not there. */
export function sealedValuesIn(kind: SealedKind, doc: Document): SealedValue[] {
  return Object.entries(kind.fields).flatMap(([path, at]) =>
    standingAt(doc, path.split('.')).flatMap(({ trail, value, entry }) =>
      typeof value === 'string' && value !== '' ? [{ path: trail.join('.'), text: value, place: at(doc, entry) }] : [],
    ),
  )
}

interface Standing {
  trail: (string | number)[]
  value: unknown
  /** The innermost entry of a list on the way. */
  entry?: unknown
}

function standingAt(
  value: unknown,
  steps: readonly string[],
  trail: Standing['trail'] = [],
  entry?: unknown,
): Standing[] {
  const [step, ...rest] = steps
  if (step === undefined) return [{ trail, value, entry }]
  const name = step.replace('[]', '')
  const part = (value as Document | undefined | null)?.[name] as unknown
  if (part === undefined || part === null) return []
  if (step === name) return standingAt(part, rest, [...trail, name], entry)
  return (part as unknown[]).flatMap((one, at) => standingAt(one, rest, [...trail, name, at], one))
}

/** Where a document holds something that looks sealed, whether anybody said so or not. */
export function sealedLookingIn(value: unknown, trail: readonly (string | number)[] = []): string[] {
  if (typeof value === 'string') return looksSealed(value) ? [trail.join('.')] : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one, at) => sealedLookingIn(one, [...trail, at]))
  if (Object.getPrototypeOf(value) !== Object.prototype) return []
  return Object.entries(value).flatMap(([name, part]) => sealedLookingIn(part, [...trail, name]))
}

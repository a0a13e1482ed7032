import type { z } from 'zod'
import { fieldWords } from '@yimin/shared/errors/words'
import type { FieldFault } from '@yimin/shared/errors/domainError'

type Issue = z.core.$ZodIssue

/** More faults than a person would read, fewer than a hostile body could make. */
const FAULT_LIMIT = 100
const PATH_LIMIT = 120

/** zod's issues as places and plain sentences. A schema's own Chinese message wins over ours. */
export function fieldFaults(issues: readonly Issue[]): FieldFault[] {
  return issues.flatMap((issue) => faultsOf(issue, [])).slice(0, FAULT_LIMIT)
}

function faultsOf(issue: Issue, base: PropertyKey[]): FieldFault[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: dotted([...path, key]), message: fieldWords.unknown }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearest(issue.errors).flatMap((inner) => faultsOf(inner, path))
  }
  return [{ path: dotted(path), message: sentence(issue) }]
}

/** Of all forms a union allows, the one the input came closest to. */
function nearest(branches: Issue[][]): Issue[] {
  return branches.reduce((best, branch) => (branch.length < best.length ? branch : best))
}

function dotted(path: PropertyKey[]): string {
  const text = path.map(String).join('.')
  return text.length > PATH_LIMIT ? `${text.slice(0, PATH_LIMIT)}…` : text
}

function sentence(issue: Issue): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue)
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum))
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_format':
      return issue.format === 'datetime' ? fieldWords.time : fieldWords.shape
    case 'invalid_value':
    case 'invalid_union':
      return fieldWords.choice
    default:
      return fieldWords.wrong
  }
}

const TYPE_WORDS: Record<string, string> = {
  string: fieldWords.text,
  number: fieldWords.number,
  nan: fieldWords.number,
  int: fieldWords.wholeNumber,
  bigint: fieldWords.wholeNumber,
  boolean: fieldWords.yesOrNo,
  array: fieldWords.list,
  date: fieldWords.time,
}

/** zod tells a missing field from a wrong one only in its message: "received undefined". */
function wrongType(issue: Issue & { code: 'invalid_type' }): string {
  if (issue.message.endsWith('received undefined')) return fieldWords.missing
  return TYPE_WORDS[issue.expected] ?? fieldWords.shape
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least <= 1 ? fieldWords.empty : fieldWords.atLeastCharacters(least)
  if (origin === 'array' || origin === 'set') return fieldWords.atLeastItems(least)
  return fieldWords.atLeast(least)
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return fieldWords.atMostCharacters(most)
  if (origin === 'array' || origin === 'set') return fieldWords.atMostItems(most)
  return fieldWords.atMost(most)
}

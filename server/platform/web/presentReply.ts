import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Route } from '@yimin/shared/route/route'
import { ApiError } from './apiError.ts'

type Issue = z.core.$ZodIssue

/** Unlisted fields may hide behind one another; more rounds than this is a broken presenter. */
const ROUNDS = 8

export interface ReplyRules {
  /** Tests and development: an unlisted field is an error. Production: it is dropped and its name is logged. */
  strict: boolean
  log: Logger
}

/** The only door out: what the reply's schema does not list never leaves. Throws ApiError `internal`. */
export function presentReply(route: Route, reply: unknown, rules: ReplyRules): unknown {
  let candidate = reply
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = route.reply.safeParse(candidate)
    if (result.success) return result.data
    const unlisted = unlistedKeys(result.error.issues)
    if (rules.strict || unlisted === undefined) throw badReply(route, result.error.issues)
    rules.log.error({ route: route.name, removed: unlisted.map((path) => path.join('.')) }, 'reply had unlisted fields')
    candidate = without(candidate, unlisted)
  }
  throw new ApiError('internal', { cause: new Error(`reply of ${route.name} cannot be cleaned`) })
}

/** Places and kinds only: the values may be personal. */
function badReply(route: Route, issues: readonly Issue[]): ApiError {
  const places = issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
    return `${issue.path.join('.') || 'reply'}: ${issue.code}${keys}`
  })
  return new ApiError('internal', {
    cause: new Error(`reply of ${route.name} does not fit its schema: ${places.join('; ')}`),
  })
}

/** Paths of all unlisted fields, or undefined when something else is wrong, too. */
function unlistedKeys(issues: readonly Issue[], base: PropertyKey[] = []): PropertyKey[][] | undefined {
  const found: PropertyKey[][] = []
  for (const issue of issues) {
    const path = [...base, ...issue.path]
    if (issue.code === 'unrecognized_keys') found.push(...issue.keys.map((key) => [...path, key]))
    else if (issue.code === 'invalid_union') {
      const branch = issue.errors.map((inner) => unlistedKeys(inner, path)).find((paths) => paths !== undefined)
      if (branch === undefined) return undefined
      found.push(...branch)
    } else return undefined
  }
  return found
}

function without(value: unknown, paths: PropertyKey[][]): unknown {
  const copy = structuredClone(value)
  for (const path of paths) {
    const key = path.at(-1)
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], copy)
    if (key !== undefined && typeof holder === 'object' && holder !== null) Reflect.deleteProperty(holder, key)
  }
  return copy
}

import type { z } from 'zod'
import type { Route } from '@yimin/shared/route/route'
import { fieldWords } from '@yimin/shared/errors/words'
import type { FieldFault } from '@yimin/shared/errors/domainError'
import { ApiError } from './apiError.ts'
import { cleanInput } from './cleanInput.ts'
import { fieldFaults } from './fieldFaults.ts'
import { readQuery } from './readQuery.ts'

interface RawInput {
  params: Record<string, string>
  queryText: string
  /** undefined: nothing was sent. */
  body: unknown
}

export interface ParsedInput {
  params: unknown
  query: unknown
  body: unknown
}

/** The gate "what shape": path, query and body together, so that one answer names every fault. Throws ApiError `invalid_input` or `bad_json`. */
export function parseInput(route: Route, raw: RawInput): ParsedInput {
  if (route.body !== undefined && raw.body === undefined) throw new ApiError('bad_json')
  const { query, faults } = readQuery(raw.queryText)
  const cleaned = cleanInput(raw.body)
  faults.push(...cleaned.faults)
  const parsed = {
    params: parsePart(route.params, raw.params, faults),
    query: parsePart(route.query, query, faults),
    body: parsePart(route.body, cleaned.value, faults),
  }
  if (faults.length > 0) throw new ApiError('invalid_input', { fields: faults })
  return parsed
}

/** Without a schema nothing may be there. */
function parsePart(schema: z.ZodType | undefined, value: unknown, faults: FieldFault[]): unknown {
  if (schema !== undefined) {
    const result = schema.safeParse(value)
    if (!result.success) faults.push(...fieldFaults(result.error.issues))
    return result.data
  }
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object') faults.push({ path: '', message: fieldWords.shape })
  else
    faults.push(
      ...Object.keys(value)
        .slice(0, 100)
        .map((path) => ({ path, message: fieldWords.unknown })),
    )
  return undefined
}

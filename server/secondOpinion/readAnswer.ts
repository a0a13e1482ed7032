import { z } from 'zod'
import { CATEGORIES, GROUPS, INTENTS } from '@yimin/shared/language/frame'
import { OpinionFault, parseJson } from './ask.ts'

const LOCAL_TIME = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/
const localTime = z.string().regex(LOCAL_TIME)
const part = z.string().min(1).max(20)

/** The typed slots, and nothing else: a field that is not named here is not there. */
const answer = z.object({
  intent: z.enum(INTENTS).optional(),
  category: z.enum(CATEGORIES).optional(),
  items: z
    .array(
      z.object({
        name: z.string().min(1).max(20),
        quantity: z.number().positive().max(1_000).optional(),
        unit: z.string().min(1).max(4).optional(),
      }),
    )
    .max(20)
    .optional(),
  budget: z.number().positive().max(100_000).optional(),
  address: z
    .object({
      place: part.optional(),
      zone: part.optional(),
      building: part.optional(),
      unit: part.optional(),
      floor: part.optional(),
      room: part.optional(),
    })
    .optional(),
  when: z.object({ from: localTime.optional(), to: localTime.optional(), asap: z.literal(true).optional() }).optional(),
  groups: z.array(z.enum(GROUPS)).max(GROUPS.length).optional(),
})

export type Answer = z.output<typeof answer>

const FENCE = /^```(?:json)?\s*([\s\S]*?)\s*```$/

/** The model's words as a typed answer. A wrong type anywhere refuses all of it. Throws OpinionFault. */
export function readAnswer(content: string): Answer {
  const plain = content.trim()
  const read = answer.safeParse(withoutNulls(parseJson(FENCE.exec(plain)?.[1] ?? plain)))
  if (!read.success) throw new OpinionFault('wrong_shape')
  return read.data
}

/** Many models write null for what was not said. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const told = Object.entries(value).filter(([, one]) => one !== null)
  return Object.fromEntries(told.map(([field, one]) => [field, withoutNulls(one)]))
}

import { z } from 'zod'
import { ROLES } from '@yimin/shared/people/roles'
import { defineEvent } from '../platform/events/events.ts'

/** Somebody has another role: what he had in hand in the old one may not be his any more. */
export const roleChanged = defineEvent(
  'roleChanged',
  z.strictObject({
    personId: z.string(),
    from: z.enum(ROLES),
    to: z.enum(ROLES),
    /** The colleague who changed it. */
    by: z.string(),
  }),
)

/** Somebody wrote, in a chat that nobody knew, a code that was given to a person of the station: both are one. */
export const codeWritten = defineEvent(
  'codeWritten',
  z.strictObject({
    /** The chat's own person, of whom nothing else is known. */
    fromId: z.string(),
    toId: z.string(),
    /** `own_code`: the assistant had given it to her in another private chat of hers; `code`: staff had. */
    how: z.enum(['own_code', 'code']),
  }),
)

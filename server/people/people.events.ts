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

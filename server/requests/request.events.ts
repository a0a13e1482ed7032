import { z } from 'zod'
import { STATUSES, STEPS } from '@yimin/shared/requests/states'
import { defineEvent } from '../platform/events/events.ts'

/** A request has taken a step. Whoever cares reads the request itself; the step tells what happened. */
export const requestMoved = defineEvent(
  'requestMoved',
  z.strictObject({
    requestId: z.string(),
    step: z.enum(STEPS),
    from: z.enum(STATUSES),
    to: z.enum(STATUSES),
    /** Who took it: a person's id, or `system`. */
    by: z.string(),
    /** Who had it before this step, when a helper gave it back, was replaced, or lost it by a cancellation. */
    formerAssigneeId: z.string().optional(),
    /** The others of several who lost it with him: their ids with spaces between. */
    formerCompanionIds: z.string().optional(),
  }),
)

export type RequestMoved = {
  requestId: string
  step: (typeof STEPS)[number]
  from: (typeof STATUSES)[number]
  to: (typeof STATUSES)[number]
  by: string
  formerAssigneeId?: string
  formerCompanionIds?: string
}

/** Everybody who had it before this step and has it no more. */
export function formersIn({ formerAssigneeId, formerCompanionIds }: RequestMoved): string[] {
  return [...(formerAssigneeId ? [formerAssigneeId] : []), ...(formerCompanionIds?.split(' ') ?? [])]
}

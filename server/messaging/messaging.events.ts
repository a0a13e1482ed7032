import { z } from 'zod'
import { defineEvent } from '../platform/events/events.ts'

/** Words that no channel took: a person must tell it. */
export const messageDied = defineEvent('messageDied', z.strictObject({ messageId: z.string() }))

/** The gateway could not hear for a while. */
export const gatewayWasBlind = defineEvent(
  'gatewayWasBlind',
  z.strictObject({ gatewayId: z.string(), from: z.string(), to: z.string() }),
)

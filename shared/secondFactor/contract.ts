import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

/** Six digits of an authenticator. */
export const CODE_FORM = /^\d{6}$/
/** Six digits, or a recovery code, which people write down with or without its dashes. */
const anyCode = z.string().trim().min(6).max(30)
const sixDigits = z.string().trim().regex(CODE_FORM)
const token = z.string()
const recoveryCodes = z.array(z.string()).length(10)

/** How the caller stands to the second factor. */
export const secondFactorView = z.strictObject({
  /** An authenticator is bound. */
  enrolled: z.boolean(),
  /** The station asks its staff for it. */
  required: z.boolean(),
  /** The code was given in this session. */
  proven: z.boolean(),
  recoveryCodesLeft: z.int().min(0),
  abilities: z.strictObject({ enrol: z.boolean(), prove: z.boolean(), renewRecoveryCodes: z.boolean() }),
})
export type SecondFactorView = z.infer<typeof secondFactorView>

export const readSecondFactor = defineRoute({
  name: 'readSecondFactor',
  method: 'GET',
  path: '/api/me/second-factor',
  caller: 'person',
  summary: 'Whether my authenticator is bound, and whether the station asks for it; staff only',
  reply: secondFactorView,
})

export const beginSecondFactor = defineRoute({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/enrolment',
  caller: 'person',
  summary:
    'Begin to bind an authenticator: the secret and its picture, shown this once. Where one is bound, by its code or a recovery code; it holds until the new one is confirmed',
  // Beginning again only makes another secret.
  idempotencyKey: false,
  body: z.strictObject({ code: anyCode.optional() }),
  reply: z.strictObject({
    /** Base32, in groups of four, for typing it in. */
    secret: z.string(),
    /** The same as a QR code: an SVG as a data address. */
    picture: z.string(),
  }),
})

export const confirmSecondFactor = defineRoute({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/confirmation',
  caller: 'person',
  summary:
    'Confirm the authenticator by its first code; ten recovery codes come back, this once; the session gets a new token, all others end',
  // A code is good once by itself, and an answer with a token is not kept.
  idempotencyKey: false,
  body: z.strictObject({ code: sixDigits }),
  reply: z.strictObject({ token, recoveryCodes }),
})

export const proveSecondFactor = defineRoute({
  name: 'proveSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/proof',
  caller: 'person',
  summary: 'Give the code of my authenticator, or a recovery code; the session gets a new token',
  idempotencyKey: false,
  body: z.strictObject({ code: anyCode }),
  reply: z.strictObject({ token, recoveryCodesLeft: z.int().min(0) }),
})

export const renewRecoveryCodes = defineRoute({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/me/second-factor/recovery-codes',
  caller: 'person',
  summary:
    'Ten new recovery codes for a fresh code of the authenticator; the old ones end, and so do all other sessions',
  idempotencyKey: false,
  body: z.strictObject({ code: sixDigits }),
  reply: z.strictObject({ recoveryCodes }),
})

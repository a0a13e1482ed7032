import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

/** What a page may have to read again. */
export const HINT_KINDS = ['request', 'offer', 'alarm', 'roster'] as const

/** Says that something is new and where; never what. Whoever gets it reads by the usual route, which decides what he may see. */
export const hint = z.strictObject({
  /** Grows by one with each hint of the whole house. */
  seq: z.int(),
  kind: z.enum(HINT_KINDS),
  /** Code of the request or offer; id of the alarm; id of the station whose roster it is. */
  id: z.string(),
  /** Of the document; who has read this version or a newer one need not read again. */
  version: z.int(),
})
export type Hint = z.infer<typeof hint>
export type HintKind = Hint['kind']

/** What the server says on the socket and answers to a poll: everything up to `seq` is told with it. */
export const news = z.strictObject({
  /** Given back as `since` next time. */
  seq: z.int(),
  /** The hints since then are no longer known, or there was no `since`: read everything once. */
  reset: z.boolean(),
  hints: z.array(hint),
})
export type News = z.infer<typeof news>

/** The first and only message of a page on the socket. The token never stands in an address. */
export const signIn = z.strictObject({ token: z.string().min(1).max(512), since: z.int().min(0).optional() })

/** Why the server ended a socket; the numbers are for applications to choose (RFC 6455, 7.4.2). */
export const CLOSE_CODES = {
  /** The first message was no sign-in, or something came after it. */
  malformed: 4400,
  /** No such session, or it has ended: sign in again, then come back. */
  signedOut: 4401,
  /** No sign-in came in time. */
  silent: 4408,
  /** The same person opened newer ones. */
  replaced: 4409,
  /** Does not read fast enough: come back with the last `seq`. */
  slow: 4413,
  /** Too many knock: come back later. */
  busy: 4429,
} as const

export const readLive = defineRoute({
  name: 'readLive',
  method: 'GET',
  path: '/api/live',
  caller: 'person',
  summary: 'What is new since then, as hints; the same as on the WebSocket of this address, for pages without one',
  query: z.strictObject({ since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }),
  reply: news,
})

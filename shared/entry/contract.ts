import { z } from 'zod'
import { role } from '../people/contract.ts'
import { defineRoute } from '../route/route.ts'

const id = z.string().min(1).max(200)
const ofPerson = z.strictObject({ id })
const instant = z.iso.datetime({ offset: true })
/** Exactly as it was typed: nothing is cut, trimmed or made small (ASVS 6.2.8). */
const password = z.string().min(1).max(256)
const signedIn = z.strictObject({ token: z.string(), person: z.strictObject({ id, name: z.string(), role }) })

export const openPasswordSession = defineRoute({
  name: 'openPasswordSession',
  method: 'POST',
  path: '/api/sessions',
  caller: 'anyone',
  summary: 'Staff sign in in a browser: phone or name at the station, and the password; the second factor comes after',
  idempotencyKey: false,
  status: 201,
  body: z.strictObject({ account: z.string().trim().min(1).max(60), password }),
  reply: signedIn,
})

export const openCodeSession = defineRoute({
  name: 'openCodeSession',
  method: 'POST',
  path: '/api/sessions/code',
  caller: 'anyone',
  summary: 'Residents and helpers sign in in a browser with a code of the station: good once, for ten minutes',
  idempotencyKey: false,
  status: 201,
  body: z.strictObject({ code: z.string().trim().min(4).max(20) }),
  reply: signedIn,
})

export const acceptInvitation = defineRoute({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/acceptance',
  caller: 'anyone',
  summary: 'Set my password by an invitation, which is good once; all other sessions end, the authenticator stays',
  idempotencyKey: false,
  status: 201,
  body: z.strictObject({ invitation: z.string().trim().regex(/^[\w-]{20,80}$/), password }),
  reply: signedIn,
})

export const changeMyPassword = defineRoute({
  name: 'changeMyPassword',
  method: 'PUT',
  path: '/api/me/password',
  caller: 'person',
  summary: 'Another password for the current one; all my other sessions end; staff only',
  // A password is never kept beside its answer; the same change again is refused by itself.
  idempotencyKey: false,
  body: z.strictObject({ current: password, password }),
  reply: z.strictObject({ token: z.string() }),
})

export const inviteColleague = defineRoute({
  name: 'inviteColleague',
  method: 'POST',
  path: '/api/people/:id/invitation',
  caller: 'staff',
  summary: 'An invitation by which a colleague sets a password, once, within a day; by the director, after the old one ends',
  // An answer with a token is not kept; asking again makes another invitation and ends the first.
  idempotencyKey: false,
  params: ofPerson,
  body: z.strictObject({ reason: z.string().trim().min(2).max(100) }),
  reply: z.strictObject({ invitation: z.string(), expiresAt: instant }),
})

export const giveEntryCode = defineRoute({
  name: 'giveEntryCode',
  method: 'POST',
  path: '/api/people/:id/entry-code',
  caller: 'staff',
  summary: 'A code by which a resident or helper of the station signs in, or joins the WeChat account: once, within ten minutes',
  // The same: another code, and the first one ends.
  idempotencyKey: false,
  params: ofPerson,
  body: z.strictObject({ reason: z.string().trim().min(2).max(100) }),
  reply: z.strictObject({ code: z.string(), expiresAt: instant }),
})

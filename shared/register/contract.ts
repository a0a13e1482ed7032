import { z } from 'zod'
import { area, fullAddress, helperTerms, role, staffView } from '../people/contract.ts'
import { defineRoute } from '../route/route.ts'

const id = z.string().min(1).max(200)
const ofPerson = z.strictObject({ id })
/** Short words of staff for the record; never personal data. */
const reason = z.string().trim().min(2).max(100)

/** A line of the register: no phone, no door, no group. */
export const registerLine = z.strictObject({
  id,
  name: z.string(),
  spokenTo: z.string(),
  role,
  roleWord: z.string(),
  verified: z.boolean(),
  verifiedWord: z.string(),
  area: area.optional(),
  /** 6区9栋 */
  place: z.string(),
  /** A helper who takes a rest, until then. */
  pausedUntil: z.iso.datetime({ offset: true }).optional(),
})
export type RegisterLine = z.infer<typeof registerLine>

export const listPeople = defineRoute({
  name: 'listPeople',
  method: 'GET',
  path: '/api/people',
  caller: 'staff',
  summary: 'The register of the own station, newest first; searched by Chinese, pinyin or initials (王, wangayi, way)',
  query: z.strictObject({
    search: z.string().trim().max(40).optional(),
    role: role.optional(),
    verified: z.enum(['yes', 'no']).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.strictObject({
    items: z.array(registerLine),
    nextCursor: z.string().nullable(),
    abilities: z.strictObject({ register: z.boolean() }),
  }),
})

export const listOperatorActs = defineRoute({
  name: 'listOperatorActs',
  method: 'GET',
  path: '/api/operator-acts',
  caller: 'staff',
  summary: 'What whoever holds the keys of the server changed of people of the own station in the last seven days',
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        at: z.iso.datetime({ offset: true }),
        person: z.strictObject({ id, name: z.string() }),
        what: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
  }),
})

export const registerPerson = defineRoute({
  name: 'registerPerson',
  method: 'POST',
  path: '/api/people',
  caller: 'staff',
  summary: 'Write a resident down who came to the station; a phone that is known already is asked about once',
  body: z.strictObject({
    name: z.string().trim().min(1).max(40),
    phone: z.string().trim().min(5).max(30).optional(),
    address: fullAddress.optional(),
    /** The resident was told what is kept, and agreed. */
    agreed: z.literal(true),
    /** Another person with the same phone: a household shares one. */
    evenIfPhoneKnown: z.boolean().optional(),
  }),
  reply: staffView,
  status: 201,
})

export const changeRole = defineRoute({
  name: 'changeRole',
  method: 'PUT',
  path: '/api/people/:id/role',
  caller: 'staff',
  summary:
    'Another role for somebody else; the person signs in again. A staff role is the director’s to want, and somebody else’s to agree to: until then it is a proposal',
  params: ofPerson,
  body: z.strictObject({ role, reason }),
  reply: staffView,
})

export const decideRole = defineRoute({
  name: 'decideRole',
  method: 'POST',
  path: '/api/people/:id/role-decision',
  caller: 'staff',
  summary: 'Agree to the staff role that somebody else proposed, or not; who proposed it may only take it back',
  params: ofPerson,
  body: z.strictObject({ role, agreed: z.boolean(), reason: reason.optional() }),
  reply: staffView,
})

export const changeVerification = defineRoute({
  name: 'changeVerification',
  method: 'PUT',
  path: '/api/people/:id/verification',
  caller: 'staff',
  summary: 'The station knows who this is, or no longer; never of oneself',
  params: ofPerson,
  body: z.strictObject({ verified: z.boolean(), reason }),
  reply: staffView,
})

export const changeHelperTerms = defineRoute({
  name: 'changeHelperTerms',
  method: 'PUT',
  path: '/api/people/:id/helper-terms',
  caller: 'staff',
  summary: 'What a helper may be asked for, where, when, and until when not at all',
  params: ofPerson,
  body: z.strictObject({ ...helperTerms.shape, reason: reason.optional() }),
  reply: staffView,
})

export const signOutPerson = defineRoute({
  name: 'signOutPerson',
  method: 'POST',
  path: '/api/people/:id/signing-out',
  caller: 'staff',
  summary: 'Sign somebody else out everywhere: a phone was lost or taken; of staff the director does',
  params: ofPerson,
  body: z.strictObject({ reason }),
  reply: staffView,
})

export const resetSecondFactor = defineRoute({
  name: 'resetSecondFactor',
  method: 'POST',
  path: '/api/people/:id/second-factor-reset',
  caller: 'staff',
  summary: 'A colleague lost phone and recovery codes: the director unbinds the authenticator and ends all sessions',
  params: ofPerson,
  body: z.strictObject({ reason }),
  reply: staffView,
})

import { z } from 'zod'
import { GROUPS } from '../language/frame.ts'
import { defineRoute } from '../route/route.ts'
import { ownerView } from '../people/contract.ts'

const word = z.string().trim().min(1).max(40)
const doorPart = z.string().trim().min(1).max(20)
/** Of what the person saw: what has changed since is not overwritten. */
const version = z.int().min(1)

/** An address as a person fills it in. Empty fields are left out. */
export const filledAddress = z.strictObject({
  place: word.optional(),
  zone: word.optional(),
  building: word.optional(),
  unit: doorPart.optional(),
  floor: doorPart.optional(),
  room: doorPart.optional(),
})

const member = z.strictObject({
  version,
  /** 妈妈, 老伴 … */
  relation: z.string().trim().min(1).max(10),
  name: z.string().trim().min(1).max(20),
  /** Where she lives, if it is not with me. */
  home: filledAddress.optional(),
})
const ofMember = z.strictObject({ memberId: z.string().min(1).max(100) })

export const readMyStation = defineRoute({
  name: 'readMyStation',
  method: 'GET',
  path: '/api/me/station',
  caller: 'person',
  summary: 'My station: its phone, and the zones and buildings to choose an address from',
  reply: z.strictObject({
    name: z.string(),
    community: z.string(),
    phone: z.string(),
    estates: z.array(z.string()),
    zones: z.array(
      z.strictObject({
        name: z.string(),
        word: z.string(),
        buildings: z.array(z.strictObject({ name: z.string(), word: z.string() })),
      }),
    ),
  }),
})

export const changeMyName = defineRoute({
  name: 'changeMyName',
  method: 'PUT',
  path: '/api/me/name',
  caller: 'person',
  summary: 'How I am called; a name that the station has checked is changed by the station',
  body: z.strictObject({ version, name: z.string().trim().min(1).max(20) }),
  reply: ownerView,
})

export const changeMyHome = defineRoute({
  name: 'changeMyHome',
  method: 'PUT',
  path: '/api/me/home',
  caller: 'person',
  summary: 'Where I live',
  body: z.strictObject({ version, home: filledAddress }),
  reply: ownerView,
})

export const forgetMyHome = defineRoute({
  name: 'forgetMyHome',
  method: 'DELETE',
  path: '/api/me/home',
  caller: 'person',
  summary: 'The station shall not keep where I live',
  reply: ownerView,
})

export const changeMyPhone = defineRoute({
  name: 'changeMyPhone',
  method: 'PUT',
  path: '/api/me/phone',
  caller: 'person',
  summary: 'My phone number, written by hand',
  body: z.strictObject({ version, phone: z.string().trim().min(1).max(30) }),
  reply: ownerView,
})

export const forgetMyPhone = defineRoute({
  name: 'forgetMyPhone',
  method: 'DELETE',
  path: '/api/me/phone',
  caller: 'person',
  summary: 'The station shall not keep my phone number',
  reply: ownerView,
})

export const changeMyGroups = defineRoute({
  name: 'changeMyGroups',
  method: 'PUT',
  path: '/api/me/groups',
  caller: 'person',
  summary: 'What the station may know of my situation; an empty list withdraws it',
  body: z.strictObject({ version, groups: z.array(z.enum(GROUPS)).max(GROUPS.length) }),
  reply: ownerView,
})

export const addMyMember = defineRoute({
  name: 'addMyMember',
  method: 'POST',
  path: '/api/me/household',
  caller: 'person',
  summary: 'Somebody of my family, for whom I may ask for help',
  body: member,
  reply: ownerView,
  status: 201,
})

export const changeMyMember = defineRoute({
  name: 'changeMyMember',
  method: 'PUT',
  path: '/api/me/household/:memberId',
  caller: 'person',
  summary: 'Change what I told of somebody of my family',
  params: ofMember,
  body: member,
  reply: ownerView,
})

export const removeMyMember = defineRoute({
  name: 'removeMyMember',
  method: 'DELETE',
  path: '/api/me/household/:memberId',
  caller: 'person',
  summary: 'Take somebody off my family',
  params: ofMember,
  reply: ownerView,
})

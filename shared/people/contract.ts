import { z } from 'zod'
import { CATEGORIES, GROUPS } from '../language/frame.ts'
import { weekHours } from '../organisations/hours.ts'
import { defineRoute } from '../route/route.ts'
import { ROLES } from './roles.ts'
import { GENDERS, LANGUAGES } from './wishes.ts'

const id = z.string().min(1).max(200)
const instant = z.iso.datetime({ offset: true })
const name = z.string().min(1).max(100)
/** A code of WeChat: good once, for five minutes. */
const weChatCode = z.string().regex(/^[\x21-\x7e]{1,256}$/)
const part = z.string().min(1).max(40)

export const role = z.enum(ROLES)

/** The part of an address that others may know: estate, zone, building. */
export const area = z.strictObject({ place: part.optional(), zone: part.optional(), building: part.optional() })
export type Area = z.infer<typeof area>

/** The part behind the building's door. */
export const door = z.strictObject({ unit: part.optional(), floor: part.optional(), room: part.optional() })
export type Door = z.infer<typeof door>

export const fullAddress = z.strictObject({ ...area.shape, ...door.shape })

export const helperTerms = z.strictObject({
  /** Empty: a volunteer does any plain errand, a worker anything. */
  skills: z.array(z.enum(CATEGORIES)),
  /** Empty: every zone. */
  zones: z.array(part),
  /** Empty: free at any time. */
  freeHours: z.array(weekHours),
  pausedUntil: instant.optional(),
  /** His own choice to say; absent where he has not. */
  gender: z.enum(GENDERS).optional(),
  /** Besides Mandarin. */
  languages: z.array(z.enum(LANGUAGES)).max(LANGUAGES.length).optional(),
  /** Goes with every change, so that nobody overwrites what he has not seen. */
  version: z.int().min(0),
})

const householdMember = z.strictObject({ relation: z.string(), name: z.string(), area: area.optional() })

/** Somebody of one's own family, with all that one told. */
const ownMember = z.strictObject({
  id,
  relation: z.string(),
  name: z.string(),
  address: fullAddress.optional(),
  /** The station knows a home of this member, told here or by the member, and can send there. */
  homeKnown: z.boolean(),
})

/** What a person sees of himself. */
export const ownerView = z.strictObject({
  id,
  version: z.int(),
  name,
  role,
  roleWord: z.string(),
  spokenTo: z.string(),
  phone: z.string().optional(),
  address: fullAddress.optional(),
  groups: z.array(z.enum(GROUPS)).optional(),
  household: z.array(ownMember),
  helper: helperTerms.optional(),
  station: z.strictObject({ id, name: z.string(), phone: z.string() }),
  /** Staff of a station that asks for it: the code of the own device has not been given in this session. */
  secondFactorNeeded: z.boolean(),
  abilities: z.strictObject({
    seeQueue: z.boolean(),
    takeOffers: z.boolean(),
    askForHelp: z.boolean(),
    rename: z.boolean(),
  }),
})
export type OwnerView = z.infer<typeof ownerView>

/** What the station's staff see; phone, door and groups only with a reason, and then it is written down. */
export const staffView = z.strictObject({
  id,
  name,
  role,
  roleWord: z.string(),
  spokenTo: z.string(),
  verified: z.boolean(),
  canBeWrittenTo: z.boolean(),
  area: area.optional(),
  known: z.strictObject({ phone: z.boolean(), door: z.boolean(), groups: z.boolean() }),
  phone: z.string().optional(),
  address: fullAddress.optional(),
  groups: z.array(z.enum(GROUPS)).optional(),
  household: z.array(householdMember),
  helper: helperTerms.optional(),
  /** What staff changed, newest first. */
  changes: z.array(
    z.strictObject({
      at: instant,
      what: z.string(),
      by: z.string(),
      from: z.string().optional(),
      to: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  /** A staff role that somebody wants to give, and that another colleague must agree to. */
  proposal: z.strictObject({ role, word: z.string(), by: z.string(), at: instant, reason: z.string() }).optional(),
  /** A worker wants the WeChat account let go; the wish ends after a day. */
  weChatRelease: z.strictObject({ by: z.string(), at: instant, reason: z.string() }).optional(),
  /** The roles that the one who looks may give. */
  grantableRoles: z.array(z.strictObject({ role, word: z.string() })),
  abilities: z.strictObject({
    seeContact: z.boolean(),
    verify: z.boolean(),
    changeTerms: z.boolean(),
    resetSecondFactor: z.boolean(),
    signOut: z.boolean(),
    agreeToRole: z.boolean(),
    refuseRole: z.boolean(),
    part: z.boolean(),
    releaseWeChat: z.boolean(),
    invite: z.boolean(),
    giveEntryCode: z.boolean(),
  }),
})
export type StaffView = z.infer<typeof staffView>

/** What the helper who took the request sees until it is done. */
export const assignedHelperView = z.strictObject({
  spokenTo: z.string(),
  address: fullAddress.optional(),
  maskedPhone: z.string().optional(),
})
export type AssignedHelperView = z.infer<typeof assignedHelperView>

/** What everybody else may know: how one is spoken to. */
export const strangerView = z.strictObject({ spokenTo: z.string() })
export type StrangerView = z.infer<typeof strangerView>

export const readHello = defineRoute({
  name: 'readHello',
  method: 'GET',
  path: '/api/hello',
  caller: 'anyone',
  summary: 'What this server offers',
  reply: z.strictObject({
    demo: z.boolean(),
    sandbox: z.boolean(),
    /** Inside WeChat one signs in through it. */
    wechat: z.boolean(),
    station: z.strictObject({ name: z.string(), phone: z.string() }),
  }),
})

export const listDemoPeople = defineRoute({
  name: 'listDemoPeople',
  method: 'GET',
  path: '/api/demo/people',
  caller: 'anyone',
  summary: 'Whom a newcomer may play; only while the demo is on',
  reply: z.strictObject({ items: z.array(z.strictObject({ id, name, role, about: z.string() })) }),
})

export const openDemoSession = defineRoute({
  name: 'openDemoSession',
  method: 'POST',
  path: '/api/demo/sessions',
  caller: 'anyone',
  summary: 'Sign in as a person of the demo community; only while the demo is on',
  idempotencyKey: false,
  status: 201,
  body: z.strictObject({ personId: id }),
  reply: z.strictObject({ token: z.string(), person: z.strictObject({ id, name, role }) }),
})

export const openWeChatSession = defineRoute({
  name: 'openWeChatSession',
  method: 'POST',
  path: '/api/wechat/sessions',
  caller: 'anyone',
  summary: 'Sign in with a code of wx.login; a newcomer becomes a resident of the home station',
  idempotencyKey: false,
  status: 201,
  /** `scene`: of the poster that was scanned; a newcomer belongs to its station. */
  body: z.strictObject({ code: weChatCode, scene: z.string().min(1).max(32).optional() }),
  reply: z.strictObject({ token: z.string(), person: z.strictObject({ id, name, role }) }),
})

export const saveWeChatPhone = defineRoute({
  name: 'saveWeChatPhone',
  method: 'POST',
  path: '/api/me/phone',
  caller: 'person',
  summary: 'Keep the phone number that WeChat knows of me, with a code of its phone button; three times a day at most',
  body: z.strictObject({ code: weChatCode }),
  /** `joinable`: the station knows one resident with this number, for which somebody vouches; `joinMe` makes the two one. */
  reply: z.strictObject({ phone: z.string(), joinable: z.literal(true).optional() }),
})

export const readMe = defineRoute({
  name: 'readMe',
  method: 'GET',
  path: '/api/me',
  caller: 'person',
  summary: 'What the station knows of me',
  reply: ownerView,
})

export const closeMySession = defineRoute({
  name: 'closeMySession',
  method: 'DELETE',
  path: '/api/me/session',
  caller: 'person',
  summary: 'Sign out on this device',
  idempotencyKey: false,
  reply: z.strictObject({ closed: z.boolean() }),
})

export const listMySessions = defineRoute({
  name: 'listMySessions',
  method: 'GET',
  path: '/api/me/sessions',
  caller: 'person',
  summary: 'Where I am signed in: since when, when last used, and which of them is this one; the last used first',
  reply: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), since: instant, lastSeen: instant, isThisOne: z.boolean() })),
  }),
})

export const closeMyOtherSessions = defineRoute({
  name: 'closeMyOtherSessions',
  method: 'DELETE',
  path: '/api/me/sessions',
  caller: 'person',
  summary: 'Sign out everywhere but here; staff have signed in a quarter of an hour ago at most',
  idempotencyKey: false,
  reply: z.strictObject({ closed: z.int().min(0) }),
})

export const closeOneOfMySessions = defineRoute({
  name: 'closeOneOfMySessions',
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  caller: 'person',
  summary: 'Sign out on one of my devices; staff have signed in a quarter of an hour ago at most',
  idempotencyKey: false,
  params: z.strictObject({ id }),
  reply: z.strictObject({ closed: z.int().min(0) }),
})

export const readPerson = defineRoute({
  name: 'readPerson',
  method: 'GET',
  path: '/api/people/:id',
  caller: 'staff',
  summary: 'A person of the own station; with a reason also phone, door and groups, and the reading is written down',
  params: z.strictObject({ id }),
  query: z.strictObject({ reason: z.string().trim().min(2).max(100).optional() }),
  reply: staffView,
})

export const listMyReads = defineRoute({
  name: 'listMyReads',
  method: 'GET',
  path: '/api/me/reads',
  caller: 'person',
  summary: 'Who looked at my phone, door or groups, and why',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        at: instant,
        reader: z.string(),
        readerRole: z.string(),
        fields: z.array(z.string()),
        reason: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
})

export const peopleContract = [
  readHello,
  listDemoPeople,
  openDemoSession,
  openWeChatSession,
  saveWeChatPhone,
  readMe,
  closeMySession,
  listMySessions,
  closeMyOtherSessions,
  closeOneOfMySessions,
  readPerson,
  listMyReads,
] as const

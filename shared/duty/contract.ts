import { z } from 'zod'
import { weekHours } from '../organisations/hours.ts'
import { fullAddress } from '../people/contract.ts'
import { defineRoute } from '../route/route.ts'

/** Why a person of the station is called. */
export const ALARM_KINDS = [
  'emergency',
  'nobody_accepted',
  'late',
  'needs_person',
  'no_answer',
  'not_done',
  'no_show',
  'review_overdue',
  'message_undelivered',
  'gateway_down',
  'wechat_trouble',
  'chat_ended',
  'many_reads',
] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]

/** `open`: nobody has looked. `seen`: somebody has it in hand. `closed`: dealt with. */
export const ALARM_STATES = ['open', 'seen', 'closed'] as const
export type AlarmState = (typeof ALARM_STATES)[number]

const id = z.string().min(1).max(200)
const instant = z.iso.datetime({ offset: true })
const someone = z.strictObject({ id, name: z.string() })

/** Whom an alarm is about, as far as the list may say: the name, the building, and what could be opened. */
const concerned = z.strictObject({
  name: z.string(),
  /** 6区9栋: where it was said to be, else the home. */
  place: z.string().optional(),
  /** The station has a number to ring. */
  phoneKnown: z.boolean(),
  /** The station has the door of this very place. */
  doorKnown: z.boolean(),
})

/** An alarm as staff see it in the list: no word of what was said. */
export const alarmView = z.strictObject({
  id,
  kind: z.enum(ALARM_KINDS),
  kindWord: z.string(),
  state: z.enum(ALARM_STATES),
  stateWord: z.string(),
  /** The request, gateway or message that it is about. */
  subjectId: z.string(),
  /** The code of that request. */
  code: z.string().optional(),
  about: concerned.optional(),
  owner: someone.optional(),
  seenBy: someone.optional(),
  raisedAt: instant,
  dueAt: instant,
  overdue: z.boolean(),
  escalated: z.int().min(0),
  abilities: z.strictObject({ see: z.boolean(), close: z.boolean() }),
})
export type AlarmView = z.infer<typeof alarmView>

/** One alarm opened: its words too; the reading is on record where it is about a person. */
export const alarmFile = alarmView.extend({
  text: z.string(),
  /** The person's own words, where the alarm came of some. */
  said: z.string().optional(),
})
export type AlarmFile = z.infer<typeof alarmFile>

const ofAlarm = z.strictObject({ id })

export const listAlarms = defineRoute({
  name: 'listAlarms',
  method: 'GET',
  path: '/api/alarms',
  caller: 'staff',
  summary: 'What calls for a person of the station, newest first; open and seen ones unless a state is named',
  query: z.strictObject({
    state: z.enum(ALARM_STATES).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.strictObject({ items: z.array(alarmView), nextCursor: z.string().nullable() }),
})

export const readAlarm = defineRoute({
  name: 'readAlarm',
  method: 'GET',
  path: '/api/alarms/:id',
  caller: 'staff',
  summary: 'One alarm with its words; the reading is on record',
  params: ofAlarm,
  reply: alarmFile,
})

/** What may be opened of the person: the number to ring, or the door to go to. */
export const CONTACTS = ['phone', 'door'] as const

export const openAlarmContact = defineRoute({
  name: 'openAlarmContact',
  method: 'POST',
  path: '/api/alarms/:id/contact',
  caller: 'staff',
  summary: 'The number to ring or the door to go to for an alarm; every call of this is on record',
  // What is opened is kept with no answer: under an old key nobody gets it without a row of his own.
  idempotencyKey: false,
  params: ofAlarm,
  body: z.strictObject({ what: z.enum(CONTACTS) }),
  /** Neither, where the station has none. */
  reply: z.strictObject({ phone: z.string().optional(), address: fullAddress.optional() }),
})

export const seeAlarm = defineRoute({
  name: 'seeAlarm',
  method: 'POST',
  path: '/api/alarms/:id/seen',
  caller: 'staff',
  summary: 'I have it in hand: stops the escalation',
  params: ofAlarm,
  reply: alarmView,
})

export const closeAlarm = defineRoute({
  name: 'closeAlarm',
  method: 'POST',
  path: '/api/alarms/:id/closing',
  caller: 'staff',
  summary: 'Dealt with',
  params: ofAlarm,
  reply: alarmView,
})

/** Hours of the week on which a worker is on duty. */
export const shift = z.strictObject({ personId: id, ...weekHours.shape })

/** Why somebody is turned to: put on duty, by shift, because the own shift comes next, or because there is nobody else. */
export const DUTY_REASONS = ['flag', 'shift', 'next', 'fallback'] as const

export const rosterView = z.strictObject({
  version: z.int().min(0),
  shifts: z.array(z.strictObject({ ...shift.shape, name: z.string() })),
  /** Who may stand in a shift. */
  staff: z.array(z.strictObject({ id, name: z.string(), roleWord: z.string() })),
  onDuty: z.strictObject({
    now: z.strictObject({ ...someone.shape, reason: z.enum(DUTY_REASONS), reasonWord: z.string() }).optional(),
    /** Who is turned to after that, and from when. */
    next: z.strictObject({ ...someone.shape, at: instant, atWord: z.string() }).optional(),
  }),
  /** Those who are on duty whatever the shifts say, in order. */
  flagged: z.array(someone),
  /** Hours that nobody's shift covers, named, and who is turned to then. */
  gaps: z.array(z.strictObject({ word: z.string(), answeredBy: someone.optional() })),
  savedBy: z.string().optional(),
  savedAt: instant.optional(),
  abilities: z.strictObject({ change: z.boolean(), comeOn: z.boolean(), goOff: z.boolean() }),
})
export type RosterView = z.infer<typeof rosterView>

export const readRoster = defineRoute({
  name: 'readRoster',
  method: 'GET',
  path: '/api/duty/roster',
  caller: 'staff',
  summary: 'Who is on duty now and next, the shifts of the week, and the hours that nobody covers',
  reply: rosterView,
})

export const saveRoster = defineRoute({
  name: 'saveRoster',
  method: 'PUT',
  path: '/api/duty/roster',
  caller: 'staff',
  summary: 'Replace the shifts of the week; of two who save, the one who has seen the last version wins',
  body: z.strictObject({ version: z.int().min(0), shifts: z.array(shift).max(200) }),
  reply: rosterView,
})

export const changeMyDuty = defineRoute({
  name: 'changeMyDuty',
  method: 'PUT',
  path: '/api/me/duty',
  caller: 'staff',
  summary: 'I am on duty now whatever the shifts say, or no longer',
  body: z.strictObject({ onDuty: z.boolean() }),
  reply: rosterView,
})

export const dutyContract = [
  listAlarms,
  readAlarm,
  openAlarmContact,
  seeAlarm,
  closeAlarm,
  readRoster,
  saveRoster,
  changeMyDuty,
] as const

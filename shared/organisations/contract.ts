import { z } from 'zod'
import { ladders, quietHours } from '../dispatch/ladderSettings.ts'
import { CATEGORIES } from '../language/frame.ts'
import { PERIODS } from '../privacy/periods.ts'
import type { SHORTENABLE } from '../privacy/periods.ts'
import { weekHours } from './hours.ts'
import { mapWords } from './words.ts'

const id = z.string().min(1).max(100)
const word = z.string().min(1).max(40)
const minutes = z
  .number()
  .min(0)
  .max(7 * 24 * 60)
const count = z.int().min(0).max(10_000)
/** Days, as long as the house keeps it or less. */
const daysOf = (rule: (typeof SHORTENABLE)[number]) => z.int().min(PERIODS[rule].atLeast).max(PERIODS[rule].days)

export const category = z.enum(CATEGORIES)

/** By which rule helpers are put in order: fair to all and to the request, the nearest first, or by lot. */
export const DISPATCH_CHOICES = ['fair', 'nearest', 'random'] as const

/** How ladders were written before they had rungs: `ask` helpers more, `afterMinutes` after the request was opened. */
export const dispatchWave = z.strictObject({
  afterMinutes: minutes,
  ask: z.int().min(1).max(100),
  who: z.enum(['same_zone', 'skilled', 'everyone']),
})

/** The kinds of request that differ in who is asked first. */
export const SERVICE_KINDS = ['goods', 'errand', 'sensitive'] as const
export const helperRole = z.enum(['enterprise', 'volunteer', 'station_worker'])

export const stationSettings = z.strictObject({
  talk: z.strictObject({
    /** The assistant asks again once after this, … */
    askAgainAfterMinutes: minutes,
    /** … then a worker calls. */
    workerCallsAfterMinutes: minutes,
    /** Questions about one request; then a worker calls. */
    questionsAtMost: count,
    /** Frames below this belief are looked at by staff. */
    confidenceFloor: z.number().min(0).max(1),
    /** The same words of the same person within this are one request. */
    sameWithinMinutes: minutes,
  }),
  review: z.strictObject({
    /** A doubtful request is looked at within this, or its owner is reminded. */
    withinMinutes: minutes,
    /** Orders above this (fen) are looked at first. */
    budgetAboveFen: z.int().min(0),
  }),
  dispatch: z.strictObject({
    /** Who is asked on which rung, for each kind of help and urgency; the last rung is the worker on duty. */
    ladders,
    /** Nobody but for an emergency is asked within; `null` where a station keeps none. */
    quietHours: quietHours.nullable(),
    /** Where several wait for the same helpers, an urgent one, and one for special groups, goes before those who have waited so much longer. */
    headStart: z.strictObject({ urgentMinutes: minutes, specialMinutes: minutes }),
    /** Buildings whose requests wait clearly longer than others' get one more asked at once, and a small head start. */
    equity: z.boolean(),
    choice: z.enum(DISPATCH_CHOICES),
    /** How many requests a helper may have in hand at once. */
    inHandAtMost: count,
    /** How often a volunteer is asked in any seven days at the most; only an emergency breaks it. `null`: nobody is spared. */
    asksPerWeek: z.int().min(1).max(50).nullable(),
    /** So many asks more where fewer than three helpers live near the errand. */
    moreAsksWhereFew: z.int().min(0).max(20),
    /** Nobody more is asked on a rung once it is this likely that somebody accepts. */
    enoughChance: z.number().min(0.5).max(1),
    /** A volunteer is a newcomer until so many errands are done; newcomers have a place of their own among those asked for … */
    newcomerTasks: z.int().min(0).max(20),
    /** … errands of these kinds, which everybody can do. */
    easyKinds: z.array(category),
    /** Who is asked, in this order, for each kind. */
    askFirst: z.record(z.enum(SERVICE_KINDS), z.array(helperRole).min(1)),
    kinds: z.record(z.enum(SERVICE_KINDS), z.array(category)),
    /** What a volunteer who named no skill may be asked for. */
    anyVolunteer: z.array(category),
    /** Plain errands to one building, and goods for one zone, are offered as one trip where helpers are asked for them within so many minutes. Nobody waits for it; 0: each on its own. */
    tripWindowMinutes: minutes,
    /** Shops bring what they sell. Where they do not, goods are split: a shop has them ready, and a neighbour carries them. */
    shopsCarry: z.boolean(),
  }),
  progress: z.strictObject({
    /** A request without a promised time is late after this. */
    lateAfterMinutes: minutes,
    /** The requester is told this long after a promised time has passed. */
    graceMinutes: minutes,
    /** So long before the promised time the helper is reminded, … */
    remindBeforeMinutes: minutes,
    /** … asked whether he sets off, … */
    startBeforeMinutes: minutes,
    /** … and, where he has not, the requester is told and a worker called. */
    noShowBeforeMinutes: minutes,
    /** How often a helper may put one promise off. */
    postponeAtMost: count,
  }),
  completion: z.strictObject({
    /** Delivered and no word for so long: done, recorded as silence. */
    silenceHours: z.number().min(1).max(240),
    reopenDays: z.number().min(0).max(60),
    /** The share (0 to 1) of what is done and not judged that is asked about once more, … */
    followUpShare: z.number().min(0).max(1),
    /** … so long after its end. */
    followUpAfterHours: z.number().min(1).max(240),
    /** What goes from hand to hand, and help for a person: no photo of the door takes the code's place, and nothing is left there. */
    intoHandsOnly: z.array(category),
  }),
  recurring: z.strictObject({
    /** The request of a recurring task is made so long before its part of the day begins. */
    openAheadHours: z.number().min(1).max(240),
  }),
  service: z.strictObject({
    /** One errand counts for at most so long, … */
    atMostMinutes: minutes,
    /** … and for at most so long where the helper did not say when he set off. */
    unstartedAtMostMinutes: minutes,
  }),
  limits: z.strictObject({
    openAtOnce: count,
    perDay: count,
    /** Messages of one person that are read in a minute. */
    messagesPerMinute: count,
  }),
  alarms: z.strictObject({
    /** An alarm other than an emergency's, which has a ladder, that is overdue is repeated after this. */
    repeatMinutes: minutes,
    /** Escalations of one alarm; then it stays with the director. */
    escalationsAtMost: count,
  }),
  security: z.strictObject({
    /** Staff prove themselves by a code of their own device before they see anything of others. */
    staffSecondFactor: z.boolean(),
  }),
  /** How many days something is kept once nobody needs it; a station may keep it for less, never for more. */
  retention: z.strictObject({
    requestSealed: daysOf('requestSealed'),
    requestWords: daysOf('requestWords'),
    messages: daysOf('messages'),
    told: daysOf('told'),
    alarmWords: daysOf('alarmWords'),
  }),
})
export type StationSettings = z.infer<typeof stationSettings>
export type ServiceKind = (typeof SERVICE_KINDS)[number]
export type DispatchChoice = (typeof DISPATCH_CHOICES)[number]
export type DispatchWave = z.infer<typeof dispatchWave>

const sections = stationSettings.shape

/** Figures of a station that were written before ladders had rungs; read for ever, never written anew. */
const olderDispatch = { waves: z.array(dispatchWave).min(1).max(10), workerOwnsAfterMinutes: minutes }
const olderAlarms = { emergencySeconds: z.number().min(10).max(3_600) }

/** What a station changes of the defaults: only the figures that differ, section by section. */
export const settingsChanges = z.strictObject({
  talk: sections.talk.partial().optional(),
  review: sections.review.partial().optional(),
  dispatch: sections.dispatch
    .extend({ ladders: ladders.partial(), ...olderDispatch })
    .partial()
    .optional(),
  progress: sections.progress.partial().optional(),
  completion: sections.completion.partial().optional(),
  recurring: sections.recurring.partial().optional(),
  service: sections.service.partial().optional(),
  limits: sections.limits.partial().optional(),
  alarms: sections.alarms.extend(olderAlarms).partial().optional(),
  security: sections.security.partial().optional(),
  retention: sections.retention.partial().optional(),
})
export type SettingsChanges = z.infer<typeof settingsChanges>

const metres = z.number().min(-100_000).max(100_000)

export const building = z.strictObject({
  name: word,
  units: z.int().min(1).max(50).optional(),
  floors: z.int().min(1).max(200).optional(),
  /** Absent: a house of seven floors or more has one. */
  lift: z.boolean().optional(),
  /** Where it stands, in metres from any point of the community that the station likes. */
  at: z.strictObject({ x: metres, y: metres }).optional(),
  /** The buildings of this zone beside it, by name; one side says it for both. */
  near: z.array(word).max(20).optional(),
})
export const zone = z.strictObject({
  name: word,
  buildings: z.array(building).max(500),
  /** The zones beside it, by name; one side says it for both. */
  near: z.array(word).max(50).optional(),
})
export type Zone = z.infer<typeof zone>

/** The station's map. Whatever is called a neighbour has to stand on it. */
export const zones = z.array(zone).superRefine((all, check) => {
  const fault = (path: (string | number)[], message: string) => check.addIssue({ code: 'custom', path, message })
  all.forEach((one, i) => {
    one.near?.forEach((name, k) => {
      const isThere = name !== one.name && all.some((other) => other.name === name)
      if (!isThere) fault([i, 'near', k], mapWords.noSuchZone(name))
    })
    one.buildings.forEach(({ name: own, near = [] }, j) =>
      near.forEach((name, k) => {
        const isThere = name !== own && one.buildings.some((other) => other.name === name)
        if (!isThere) fault([i, 'buildings', j, 'near', k], mapWords.noSuchBuilding(name))
      }),
    )
  })
})

export const stationRoom = z.strictObject({
  /** Adapter and the platform's own id: `sandbox:g1`. */
  chatId: z.string().min(3).max(300),
  topic: z.string().max(200),
})
export type StationRoom = z.infer<typeof stationRoom>

const goodsName = z.strictObject({ name: word, category })

/** The community's own words, in the shape that the reader of messages takes. */
export const stationWords = z.strictObject({
  /** Named estates and places: 海威小区. */
  estates: z.array(word).max(500),
  zones: z.array(word).max(500),
  /** What people call a place, and where it is: 老楼 → {zone: '6', building: '1'}. */
  nicknames: z
    .array(
      z.strictObject({
        name: word,
        address: z.strictObject({ place: word.optional(), zone: word.optional(), building: word.optional() }),
      }),
    )
    .max(500),
  /** What the community's shops sell. */
  shopGoods: z.array(goodsName).max(5_000),
  /** Further names of goods that people here use. */
  extraGoods: z.array(goodsName).max(5_000),
})
export type StationWords = z.infer<typeof stationWords>

export const enterprise = z.strictObject({
  id,
  stationId: id,
  name: z.string().min(1).max(60),
  /** Kinds of goods and services that it brings. */
  categories: z.array(category),
  hours: z.array(weekHours),
  /** Empty: delivers in every zone. */
  deliveryZones: z.array(word),
})
export type Enterprise = z.infer<typeof enterprise>

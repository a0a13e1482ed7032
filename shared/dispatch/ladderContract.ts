import { z } from 'zod'
import { CATEGORIES } from '../language/frame.ts'
import { ofCode } from '../requests/contract.ts'
import { defineRoute } from '../route/route.ts'
import { LADDER_NAMES } from './ladder.ts'
import { ladderShape, quietHours, rung } from './ladderSettings.ts'

/** Longer than an hour nobody may be expected to remember an errand that passed by. */
const TRIP_WINDOW_AT_MOST = 60
const ASKS_AT_MOST = 50

const instant = z.iso.datetime({ offset: true })
const name = z.enum(LADDER_NAMES)
const category = z.enum(CATEGORIES)

/** One who was asked, with his answer. */
const askedView = z.strictObject({
  name: z.string(),
  roleWord: z.string(),
  at: instant,
  /** Why he of all, as he read it himself. */
  why: z.string(),
  state: z.enum(['asked', 'declined', 'accepted', 'released']),
  answerWord: z.string(),
  answeredAt: instant.optional(),
})

/** The search for one request, rung by rung. */
export const ladderAtWork = z.strictObject({
  code: z.string(),
  /** Who is asked now and what comes next, in one line. */
  now: z.string(),
  /** When the next rung is due; absent once a person has it, or somebody took it. */
  nextAt: instant.optional(),
  /** How often the search began: once more after each give-back. */
  round: z.int(),
  rungs: z.array(
    z.strictObject({
      id: z.string(),
      /** 先问3位附近的，等5分钟 */
      word: z.string(),
      /** `now`: its people are being asked. `next`: it is due next. `skipped`: nobody was left to ask on it. */
      state: z.enum(['done', 'now', 'next', 'later', 'skipped']),
      stateWord: z.string(),
      climbedAt: instant.optional(),
      /** A word went into the group. */
      group: z.boolean(),
      /** Why it asked otherwise than the ladder says: 这栋楼近来等得久，多问一位 */
      note: z.string().optional(),
      asked: z.array(askedView),
    }),
  ),
  /** Of earlier rounds. */
  earlier: z.array(askedView),
  /** 和A102、A105一趟问 …: what goes in the same trip; absent where it goes alone. */
  trip: z.string().optional(),
})
export type LadderAtWork = z.infer<typeof ladderAtWork>

export const readLadderAtWork = defineRoute({
  name: 'readLadderAtWork',
  method: 'GET',
  path: '/api/requests/:code/ladder',
  caller: 'staff',
  summary: 'The search for one request at work: rungs, who was asked, when, why, what he answered, what comes next',
  params: ofCode,
  reply: ladderAtWork,
})

const ladderView = z.strictObject({
  name,
  /** 送东西 · 急 */
  word: z.string(),
  rungs: z.array(rung),
  /** The same in plain sentences, one a rung. */
  sentences: z.array(z.string()),
  savedBy: z.string().optional(),
  savedAt: instant.optional(),
})

/** How the station spares its helpers and joins errands, beside its ladders. */
const habitShape = {
  /** Shops bring what they sell; else a shop has it ready and a neighbour carries it. */
  shopsCarry: z.boolean(),
  /** Errands of one way that are asked for within so many minutes are offered as one trip; 0: each by itself. */
  tripWindowMinutes: z.int().min(0).max(TRIP_WINDOW_AT_MOST),
  /** How often a volunteer is asked in seven days at the most; `null`: no bound. */
  asksPerWeek: z.int().min(1).max(ASKS_AT_MOST).nullable(),
  /** Errands of which newcomers have a share. */
  easyKinds: z.array(category).max(CATEGORIES.length),
  /** Buildings that wait clearly longer than others get one more asked. */
  equity: z.boolean(),
}

const habitsView = z.strictObject({
  ...habitShape,
  /** What may be an easy kind: what is not a worker's matter. */
  kindChoices: z.array(z.strictObject({ value: category, word: z.string() })),
  savedBy: z.string().optional(),
  savedAt: instant.optional(),
})

export const laddersView = z.strictObject({
  /** Of two who save, the one who has seen the last version wins. */
  version: z.int(),
  items: z.array(ladderView),
  quietHours: quietHours.nullable(),
  habits: habitsView,
  abilities: z.strictObject({ change: z.boolean() }),
})
export type LaddersView = z.infer<typeof laddersView>

export const readLadders = defineRoute({
  name: 'readLadders',
  method: 'GET',
  path: '/api/ladders',
  caller: 'staff',
  summary: 'Whom the station asks, rung by rung, for each kind of help and urgency; and its quiet hours',
  reply: laddersView,
})

export const saveLadder = defineRoute({
  name: 'saveLadder',
  method: 'PUT',
  path: '/api/ladders',
  caller: 'staff',
  summary:
    'Change one ladder; with a gap, a loop, no last person or minutes below zero it is refused and the rung named',
  body: z.strictObject({ version: z.int().min(0), name, rungs: ladderShape }),
  reply: laddersView,
})

export const saveQuietHours = defineRoute({
  name: 'saveQuietHours',
  method: 'PUT',
  path: '/api/ladders/quiet-hours',
  caller: 'staff',
  summary: 'Change the hours in which nobody is asked, or keep none',
  body: z.strictObject({ version: z.int().min(0), quietHours: quietHours.nullable() }),
  reply: laddersView,
})

export const saveDispatchHabits = defineRoute({
  name: 'saveDispatchHabits',
  method: 'PUT',
  path: '/api/ladders/habits',
  caller: 'staff',
  summary:
    'Who carries, what goes as one trip, how often volunteers are asked, what newcomers begin with, equity of buildings',
  body: z.strictObject({ version: z.int().min(0), ...habitShape }),
  reply: laddersView,
})

const figures = z.strictObject({
  /** People asked for one request, on the average. */
  asksEach: z.number(),
  /** Somebody of those who were asked took it. */
  taken: z.int(),
  /** Until somebody took it; absent where nobody did. */
  medianMinutes: z.number().optional(),
  /** Came to the worker on duty. */
  toWorker: z.int(),
})

export const ladderTrial = z.strictObject({
  /** Searches of the last month that can be played again. */
  searches: z.int(),
  from: z.string(),
  to: z.string(),
  /** By the ladder as it is saved, and by the changed one; both played in the same way. */
  asItIs: figures,
  changed: figures,
  /** What such a replay cannot know, in plain words. */
  limits: z.array(z.string()),
})
export type LadderTrial = z.infer<typeof ladderTrial>

export const tryLadder = defineRoute({
  name: 'tryLadder',
  method: 'POST',
  path: '/api/ladders/trial',
  caller: 'staff',
  summary: "Play last month's searches again by a changed ladder, before it is saved; nothing is written",
  idempotencyKey: false,
  body: z.strictObject({ name, rungs: ladderShape }),
  reply: ladderTrial,
})

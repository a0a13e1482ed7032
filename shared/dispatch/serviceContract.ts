import { z } from 'zod'
import { CATEGORIES } from '../language/frame.ts'
import { weekHours } from '../organisations/hours.ts'
import { helperTerms } from '../people/contract.ts'
import { code } from '../requests/contract.ts'
import { defineRoute } from '../route/route.ts'

const instant = z.iso.datetime({ offset: true })

const choice = z.strictObject({ value: z.string(), word: z.string() })

export const helperTermsView = z.strictObject({
  terms: helperTerms,
  /** 明天8点前不问你。 */
  paused: z.string().optional(),
  /** What may be chosen here. */
  choices: z.strictObject({
    skills: z.array(choice),
    zones: z.array(choice),
    genders: z.array(choice),
    languages: z.array(choice),
  }),
})
export type HelperTermsView = z.infer<typeof helperTermsView>

/** What a helper brought to its end. Nothing of the people whom he served. */
export const recordView = z.strictObject({
  months: z.array(
    z.strictObject({
      /** 2026-11 */
      month: z.string(),
      tasks: z.int(),
      /** Minutes that count, in quarter hours; absent for those who are paid for it. */
      minutes: z.int().optional(),
    }),
  ),
  items: z.array(
    z.strictObject({
      code,
      help: z.string(),
      at: instant,
      day: z.string(),
      minutes: z.int().optional(),
      verifiedBy: z.enum(['code', 'resident', 'worker']).optional(),
      /** Why it counts, or why not yet. */
      verdict: z.string(),
    }),
  ),
  /** How minutes are counted, in one sentence. */
  rule: z.string(),
})
export type RecordView = z.infer<typeof recordView>

export const readHelperTerms = defineRoute({
  name: 'readHelperTerms',
  method: 'GET',
  path: '/api/me/helper-terms',
  caller: 'person',
  summary: 'What I offer: skills, zones, free hours, pause; and what may be chosen here',
  reply: helperTermsView,
})

export const saveHelperTerms = defineRoute({
  name: 'saveHelperTerms',
  method: 'PUT',
  path: '/api/me/helper-terms',
  caller: 'person',
  summary: 'Say what I offer; the whole of it replaces what was said before',
  body: z.strictObject({
    skills: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length),
    zones: z.array(z.string().min(1).max(40)).max(100),
    freeHours: z.array(weekHours).max(21),
    /** Not asked before this; absent ends a pause. */
    pausedUntil: instant.optional(),
    gender: helperTerms.shape.gender,
    languages: helperTerms.shape.languages,
    version: helperTerms.shape.version,
  }),
  reply: helperTermsView,
})

export const readMyRecord = defineRoute({
  name: 'readMyRecord',
  method: 'GET',
  path: '/api/me/record',
  caller: 'person',
  summary: 'My record of service of the last twelve months; only verified service counts',
  reply: recordView,
})

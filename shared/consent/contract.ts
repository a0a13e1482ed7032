import { z } from 'zod'
import { defineRoute } from '../route/route.ts'
import { CONSENT_KINDS } from './texts.ts'

const kind = z.enum(CONSENT_KINDS)
/** Of the text: a new text has a new number, and asks again. */
const version = z.int().min(1)

/** A text, and what the person said to it last. `outdated`: she agreed to an older text, which holds until she answers this one. */
export const consentView = z.strictObject({
  kind,
  version,
  title: z.string(),
  text: z.array(z.string()),
  state: z.enum(['open', 'given', 'refused', 'withdrawn', 'outdated']),
  /** 2026-11-22 10:05 您在手机上同意的（第1版） */
  stateWord: z.string(),
  /** She has not answered this text, and is asked by itself; whoever said no is not asked twice. */
  asks: z.boolean(),
})
export type ConsentView = z.infer<typeof consentView>

const consents = z.strictObject({ items: z.array(consentView) })

export const listMyConsents = defineRoute({
  name: 'listMyConsents',
  method: 'GET',
  path: '/api/me/consents',
  caller: 'person',
  summary: 'What I am asked to agree to, in plain words, and what I said',
  reply: consents,
})

export const answerConsent = defineRoute({
  name: 'answerConsent',
  method: 'POST',
  path: '/api/me/consents',
  caller: 'person',
  summary:
    'Agree, or not, or no longer: without it the station forgets what it was about; only to the text as it is now',
  body: z.strictObject({ kind, version, agrees: z.boolean() }),
  reply: consents,
})

import type { Doubt } from '@yimin/shared/language/secondOpinion'
import { judgeRequest } from '../moderation/index.ts'
import { isHarmless } from './merge.ts'

/** A greeting is no riddle; a forwarded article is nobody's wish. In characters. */
const SHORTEST = 4
const LONGEST = 500
/** Whoever gives orders to machines, or sends round links, needs a worker and no model. */
const NOT_FOR_MACHINES = new Set(['command', 'link', 'advert', 'fraud_cue'])

/** Only what the reader doubts, and only where it may matter: no emergency, nothing that moves the record, no plain chatter. */
export function isWorthAsking({ text, frame, floor }: Doubt): boolean {
  if (frame.confidence >= floor || !isHarmless(frame.intent) || frame.code !== undefined) return false
  const { length } = text.replace(/[^\p{L}\p{N}]/gu, '')
  if (length < SHORTEST || text.length > LONGEST) return false
  return !judgeRequest({ text, frame }).reasons.some(({ code }) => NOT_FOR_MACHINES.has(code))
}

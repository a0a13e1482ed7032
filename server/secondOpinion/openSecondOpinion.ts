import type { Logger } from 'pino'
import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Doubt, SecondOpinion } from '@yimin/shared/language/secondOpinion'
import { counter } from '../platform/metrics.ts'
import { askEndpoint, OpinionFault } from './ask.ts'
import type { Endpoint, FaultKind } from './ask.ts'
import { mask } from './mask.ts'
import { isHarmless, merge } from './merge.ts'
import type { Verdict } from './merge.ts'
import { asData, PROMPT } from './prompt.ts'
import { readAnswer } from './readAnswer.ts'
import { Restraint } from './restraint.ts'
import { supportedBy } from './support.ts'
import { isWorthAsking } from './worthAsking.ts'

/** Whoever wrote waits for the answer: no longer than this. */
const WITHIN_MS = 3_000

type Outcome = Verdict | FaultKind | 'harmful' | 'unmaskable' | 'resting' | 'fault'

interface Parts {
  log: Pick<Logger, 'warn'>
  /** Of one question, all in all. */
  withinMs?: number
}

/** Opens the second opinion of one process. It holds no connection and needs no closing. */
export function openSecondOpinion(endpoint: Endpoint, { log, withinMs = WITHIN_MS }: Parts): SecondOpinion {
  const restraint = new Restraint()
  const note = (outcome: Outcome) =>
    counter('second_opinions_total', 'Second opinions asked for, by what came of them', ['outcome']).inc({ outcome })

  async function hear(doubt: Doubt, text: string): Promise<string | undefined> {
    const question = restraint.begin(performance.now())
    if (!question) return undefined
    const message = asData({ now: doubt.now, chat: doubt.chat, message: text })
    let how: 'answered' | 'failed' = 'failed'
    try {
      const content = await askEndpoint(endpoint, { prompt: PROMPT, message }, withinMs)
      how = 'answered'
      return content
    } finally {
      restraint.end(question, performance.now(), how)
    }
  }

  async function consider(doubt: Doubt, names: readonly string[]): Promise<{ frame: ReadFrame; outcome: Outcome }> {
    const { frame, floor, now } = doubt
    const masked = mask(doubt.text, names)
    if (!masked) return { frame, outcome: 'unmaskable' }
    const words = await hear(doubt, masked.text)
    if (words === undefined) return { frame, outcome: 'resting' }
    const answer = readAnswer(words)
    if (answer.intent && !isHarmless(answer.intent)) return { frame, outcome: 'harmful' }
    const { frame: merged, verdict } = merge(frame, answer.intent, supportedBy(masked, now, answer), floor)
    return { frame: merged, outcome: verdict }
  }

  return {
    isWorthAsking,
    async ask(doubt, names) {
      if (!isWorthAsking(doubt)) return doubt.frame
      try {
        const { frame, outcome } = await consider(doubt, names)
        note(outcome)
        return frame
      } catch (error) {
        const outcome = error instanceof OpinionFault ? error.kind : 'fault'
        note(outcome)
        log.warn({ outcome }, 'second opinion failed')
        return doubt.frame
      }
    },
  }
}

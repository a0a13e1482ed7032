import { z } from 'zod'
import { QUICK } from '../exchange.ts'
import type { FaultKind } from '../faults.ts'
import { WeChatFault } from '../faults.ts'
import type { Line } from '../line.ts'

/** `pass`: may be shown. `review`: a person of the station looks first. `risky`: refused, with the reason. */
export type Verdict = 'pass' | 'review' | 'risky'
export const VERDICTS = ['pass', 'review', 'risky'] as const

/** Where the text would be shown. */
export const SCENES = { profile: 1, comment: 2, forum: 3, log: 4 } as const
export type Scene = keyof typeof SCENES

export interface Judgement {
  verdict: Verdict
  /** WeChat's number of what it found: 100 is nothing, 20001 politics, 20002 pornography … */
  label?: number
  /** Nobody judged: WeChat did not answer, or could not. */
  unchecked?: true
}

const judged = z.object({ errcode: z.literal(0), result: z.object({ suggest: z.enum(VERDICTS), label: z.number() }) })
/** One call takes 2,500 characters. */
const LONGEST = 2_500
/** Faults that tell the operator nothing elsewhere, though every text goes to a person as long as they last. */
const SILENCES: readonly FaultKind[] = ['transient', 'quota', 'concurrency']
const HARDER: readonly Verdict[] = ['pass', 'review', 'risky']

/**
 * Asks WeChat about a text that others would see. Whatever goes wrong means `review`: what nobody has judged is looked at
 * by a person, never shown. WeChat judges only texts of people who used the mini program in the last two hours.
 */
export async function checkText(
  line: Line,
  { text, openid, scene }: { text: string; openid: string; scene: Scene },
  onSilence: (kind: FaultKind) => Promise<void> = () => Promise.resolve(),
): Promise<Judgement> {
  const all = Array.from(text)
  const pieces = Array.from({ length: Math.max(1, Math.ceil(all.length / LONGEST)) }, (_, i) =>
    all.slice(i * LONGEST, (i + 1) * LONGEST).join(''),
  )
  try {
    const judgements: Judgement[] = []
    for (const piece of pieces) judgements.push(await checkPiece(line, piece, openid, scene))
    return judgements.sort((a, b) => HARDER.indexOf(b.verdict) - HARDER.indexOf(a.verdict))[0] as Judgement
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    if (SILENCES.includes(error.kind)) await onSilence(error.kind)
    // A code for refused content is an answer, though an old one.
    return error.kind === 'content' ? { verdict: 'risky' } : { verdict: 'review', unchecked: true }
  }
}

async function checkPiece({ ask }: Line, content: string, openid: string, scene: Scene): Promise<Judgement> {
  const { result } = await ask({
    api: 'textCheck',
    method: 'POST',
    path: '/wxa/msg_sec_check',
    body: { content, version: 2, scene: SCENES[scene], openid },
    reply: judged,
    withToken: true,
    patience: QUICK,
  })
  return { verdict: result.suggest, label: result.label }
}

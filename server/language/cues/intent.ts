import { INTENTS, type Intent } from '@yimin/shared/language/frame'
import { pattern } from '../grammar/marks.ts'
import { ANSWERING } from '../lexicons/intents/answeringCues.ts'
import { ASKING } from '../lexicons/intents/askingCues.ts'
import { PUBLIC } from '../lexicons/intents/publicCues.ts'

interface Cue {
  intent: Intent
  weight: number
  regex: RegExp
}

const tables = { ...ASKING, ...ANSWERING, ...PUBLIC }
const cues: Cue[] = INTENTS.flatMap((intent) =>
  (tables[intent] ?? []).map(([weight, source]) => ({ intent, weight, regex: pattern(source) })),
)

export type IntentScores = Record<Intent, number>

/** The signs of intents in marked text: which of them are there (their places in the list of all), and what they add up to for each intent. */
export function readIntents(marked: string): { intents: IntentScores; met: number[] } {
  const intents = Object.fromEntries(INTENTS.map((intent) => [intent, 0])) as IntentScores
  const met: number[] = []
  cues.forEach(({ intent, weight, regex }, i) => {
    if (!regex.test(marked)) return
    intents[intent] += weight
    met.push(i)
  })
  return { intents, met }
}

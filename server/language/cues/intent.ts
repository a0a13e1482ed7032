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

/** Adds up the signs of each intent in marked text. */
export function scoreIntents(marked: string): IntentScores {
  const scores = Object.fromEntries(INTENTS.map((intent) => [intent, 0])) as IntentScores
  for (const { intent, weight, regex } of cues) if (regex.test(marked)) scores[intent] += weight
  return scores
}

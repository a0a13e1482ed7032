import { DANGER, HERE_AND_NOW, NO_DANGER } from '../lexicons/emergencyCues.ts'
import { PatternSet } from '../patterns/patternSet.ts'

const dangers = new PatternSet(DANGER)

/**
 * How sure the words are of danger to life or property now: 0 none, 1 sure. One calming word halves it unless the danger
 * is said to be here and now; a missed emergency is worse than a worker alerted for nothing.
 */
export function dangerIn(text: string): number {
  const sentences = text.split(/[\n。!?;]+/).filter(Boolean)
  let most = 0
  for (const sentence of [...sentences, text.length < 200 ? text.replace(/\n/g, ' ') : ''])
    most = Math.max(most, dangerInSentence(sentence, text))
  return most
}

function dangerInSentence(sentence: string, text: string): number {
  const signs = dangers.matching(sentence).length
  if (signs === 0) return 0
  const [told, taught, joked, smoke] = NO_DANGER.map((calm) => calm.test(text)) as [boolean, boolean, boolean, boolean]
  if (joked || smoke) return signs > 1 || HERE_AND_NOW.test(text) ? 0.6 : 0.2
  if (!told && !taught) return signs > 1 || HERE_AND_NOW.test(text) ? 1 : 0.9
  if (told && !HERE_AND_NOW.test(text)) return 0.2
  if (HERE_AND_NOW.test(text)) return 0.75
  return 0.3
}

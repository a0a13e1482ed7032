import { addressOf } from '@yimin/shared/people/addressing'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { suggestion } from '@yimin/shared/dispatch/suggestionsContract'
import type { Suggestion } from '@yimin/shared/dispatch/suggestionsContract'
import type { Way } from './choose/communityMap.ts'
import type { Suggested } from './queries/suggestHelpers.ts'

/** For the worker who chooses: what helps to choose, and nothing about anybody's home. */
export function presentSuggestion(suggested: Suggested): Suggestion {
  const { person, reason, suitable, free, today, inHand, asked, way, chance } = suggested
  return suggestion.parse({
    id: person.id,
    name: addressOf(person),
    roleWord: ROLE_WORDS[person.role],
    reason,
    way: sayWay(way),
    chance: Math.round(chance * 100) / 100,
    chanceWord: sayChance(chance),
    suitable,
    free,
    today,
    inHand,
    reachable: person.canBeWrittenTo,
    ...(asked ? { asked, askedWord: dispatchWords.askedWords[asked] } : {}),
  })
}

/** 住同一区，走3分钟: minutes only where the station's map has them. */
function sayWay({ near, metres, measured }: Way): string {
  const { ways, minutesOnFoot } = dispatchWords
  const minutes = Math.max(1, Math.round(metres / METRES_A_MINUTE))
  return [ways[near], ...(measured && near !== 'building' ? [minutesOnFoot(minutes)] : [])].join('，')
}

/** An old volunteer's pace. */
const METRES_A_MINUTE = 60

function sayChance(chance: number): string {
  const { likely, even, unlikely } = dispatchWords.chances
  if (chance >= 0.6) return likely
  return chance >= 0.3 ? even : unlikely
}

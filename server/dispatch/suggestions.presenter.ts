import { addressOf } from '@yimin/shared/people/addressing'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { suggestion } from '@yimin/shared/dispatch/suggestionsContract'
import type { Suggestion } from '@yimin/shared/dispatch/suggestionsContract'
import type { Suggested } from './queries/suggestHelpers.ts'

/** For the worker who chooses: what helps to choose, and nothing about anybody's home. */
export function presentSuggestion({ person, reason, suitable, free, today, inHand, asked }: Suggested): Suggestion {
  return suggestion.parse({
    id: person.id,
    name: addressOf(person),
    roleWord: ROLE_WORDS[person.role],
    reason,
    suitable,
    free,
    today,
    inHand,
    reachable: person.canBeWrittenTo,
    ...(asked ? { asked, askedWord: dispatchWords.askedWords[asked] } : {}),
  })
}

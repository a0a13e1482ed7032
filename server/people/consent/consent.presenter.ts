import { consentView } from '@yimin/shared/consent/contract'
import type { ConsentView } from '@yimin/shared/consent/contract'
import type { ConsentKind } from '@yimin/shared/consent/texts'
import { currentText } from '@yimin/shared/consent/texts'
import { answerWord, CONSENT_ACTS, consentWords } from '@yimin/shared/consent/words'
import { toLocal } from '@yimin/shared/language/localTime'
import type { Person } from '../person.model.ts'
import { asksFor, consentKindsOf, consentState, lastAnswer } from './consent.policy.ts'

/** What a person is asked to agree to, and what she said, for herself. */
export function presentConsents(person: Person): ConsentView[] {
  return consentKindsOf(person).map((kind) => {
    const { version, title, text } = currentText(kind)
    return consentView.parse({
      kind,
      version,
      title,
      text: [...text],
      state: consentState(person, kind),
      stateWord: sayState(person, kind),
      asks: asksFor(person, kind),
    })
  })
}

function sayState(person: Person, kind: ConsentKind): string {
  const last = lastAnswer(person, kind)
  if (!last) return consentWords.open
  const said = consentWords.said(
    sayTime(last.at),
    CONSENT_ACTS[last.act],
    answerWord(person.consents, last),
    last.version,
  )
  return consentState(person, kind) === 'outdated' ? consentWords.outdated(said) : said
}

const sayTime = (at: Date) => toLocal(at).replace('T', ' ')

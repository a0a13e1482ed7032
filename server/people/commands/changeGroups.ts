import type { Group } from '@yimin/shared/language/frame'
import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { answerTo, pushAnswers } from '../consent/commands/answerConsent.ts'
import { consentState, lastAnswer } from '../consent/consent.policy.ts'
import { sealedAt } from '../person.model.ts'
import { changePerson } from './changePerson.ts'

/**
 * What the person lets the station know of her situation, and that she agreed under the text of the form; an empty list strikes
 * the record out and takes the consent back. Throws `conflict`.
 */
export function changeGroups(
  platform: Pick<Platform, 'db' | 'vault' | 'clock'>,
  person: Person,
  version: number,
  groups: Group[],
): Promise<void> {
  const how = { at: platform.clock.now(), act: 'form' as const, by: person.id }
  return changePerson(platform, person.id, version, ({ consents = [] }) => {
    if (groups.length === 0) {
      const withdrawn = lastAnswer({ consents }, 'groups')?.agreed ? [answerTo('groups', false, how)] : []
      return { $unset: { groups: '' }, ...pushAnswers(withdrawn) }
    }
    const sealed = platform.vault.sealJson([...new Set(groups)], sealedAt(person.id, 'groups'))
    const agreed = consentState({ consents }, 'groups') === 'given' ? [] : [answerTo('groups', true, how)]
    return { $set: { groups: sealed }, ...pushAnswers(agreed) }
  })
}

import { createHash } from 'node:crypto'
import type { UpdateFilter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { currentText } from '@yimin/shared/consent/texts'
import type { ConsentKind, ConsentText } from '@yimin/shared/consent/texts'
import type { ConsentAct } from '@yimin/shared/consent/words'
import { consentWords } from '@yimin/shared/consent/words'
import type { Platform } from '../../../platform/platform.ts'
import { changePerson } from '../../commands/changePerson.ts'
import type { ConsentAnswer, Person, PersonDoc } from '../../person.model.ts'
import { lastAnswer } from '../consent.policy.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

/** So many answers are kept of one person; nobody changes her mind so often, and nobody fills the record with it. */
const MOST = 100

/** What stands on record of a text: who reads it later can show that it was this one. */
export function hashOf({ title, text }: Pick<ConsentText, 'title' | 'text'>): string {
  return createHash('sha256')
    .update([title, ...text].join('\n'))
    .digest('hex')
}

/** An answer to today's text, as the record keeps it. `by`: herself, or the worker to whom she said it. */
export function answerTo(
  kind: ConsentKind,
  agreed: boolean,
  { at, act, by }: { at: Date; act: ConsentAct; by: string },
): ConsentAnswer {
  const text = currentText(kind)
  return { kind, version: text.version, hash: hashOf(text), agreed, at, act, by }
}

export function pushAnswers(answers: ConsentAnswer[]): UpdateFilter<PersonDoc> {
  return answers.length === 0 ? {} : { $push: { consents: { $each: answers, $slice: -MOST } } }
}

/**
 * A person's own yes or no to the text as it is now. With a no the station forgets at once, in the same write, what it kept by
 * the consent. The same answer again changes nothing. Throws `conflict` for a text that is no longer the current one.
 */
export async function answerConsent(
  platform: Ground,
  person: Person,
  { kind, version, agrees }: { kind: ConsentKind; version: number; agrees: boolean },
): Promise<void> {
  const text = currentText(kind)
  if (version !== text.version) throw new DomainError('conflict', { say: consentWords.newer })
  const last = lastAnswer(person, kind)
  if (last?.version === text.version && last.agreed === agrees) return
  const how = { at: platform.clock.now(), act: 'page' as const, by: person.id }
  await changePerson(platform, person.id, undefined, ({ consents = [] }) => {
    // Without the general yes the special one has nothing to stand on.
    const groupsToo = kind === 'rules' && !agrees && lastAnswer({ consents }, 'groups')?.agreed === true
    const answers = [answerTo(kind, agrees, how), ...(groupsToo ? [answerTo('groups', false, how)] : [])]
    return { ...pushAnswers(answers), ...(agrees ? {} : FORGET[kind]) }
  })
}

const FORGET: { readonly [kind in ConsentKind]: UpdateFilter<PersonDoc> } = {
  rules: { $set: { household: [] }, $unset: { phone: '', phoneIndex: '', phoneFrom: '', home: '', groups: '' } },
  groups: { $unset: { groups: '' } },
}

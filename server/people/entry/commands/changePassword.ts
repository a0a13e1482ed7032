import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords } from '@yimin/shared/entry/words'
import type { Platform } from '../../../platform/platform.ts'
import { closeSessionsOf } from '../../commands/closeSessionsOf.ts'
import type { Person, PersonChange } from '../../person.model.ts'
import { peopleOf } from '../../person.model.ts'
import { isPassword, keepPassword } from './keepPassword.ts'
import { limitTries } from './limitTries.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** Another password for the current one; all sessions end. Throws DomainError `invalid_input`, `too_many`. */
export async function changePassword(
  platform: Ground,
  person: Person,
  { current, password }: { current: string; password: string },
): Promise<void> {
  await limitTries(platform, [{ of: `change|${person.id}`, most: 5, minutes: 15 }], async () => {
    if (!(await isPassword(platform, person.id, current))) throw fault('current', entryWords.passwordCurrentWrong)
    if (current === password) throw fault('password', entryWords.passwordSame)
    await keepPassword(platform, person, password)
  })
  const entry: PersonChange = { at: platform.clock.now(), what: 'password', by: person.id }
  await peopleOf(platform).updateOne({ _id: person.id }, { $push: { changes: entry }, $inc: { v: 1 } })
  await closeSessionsOf(platform, person.id)
}

function fault(path: string, message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path, message }] })
}

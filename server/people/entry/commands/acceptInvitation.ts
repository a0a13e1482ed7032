import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords } from '@yimin/shared/entry/words'
import type { Platform } from '../../../platform/platform.ts'
import { closeSessionsOf } from '../../commands/closeSessionsOf.ts'
import type { Person } from '../../person.model.ts'
import { findPerson } from '../../queries/findPerson.ts'
import { invitationsOf } from '../entry.model.ts'
import { mayHavePassword } from '../entry.policy.ts'
import { keepPassword } from './keepPassword.ts'
import { limitTries } from './limitTries.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/**
 * Sets the password of whoever was invited. The invitation is spent by a good password alone; of two at once one wins. All
 * sessions end; a second factor that is bound stays (ASVS 6.4.3). Throws DomainError `unauthenticated`, `invalid_input`, `too_many`.
 */
export async function acceptInvitation(
  platform: Ground,
  { invitation, password }: { invitation: string; password: string },
  from: string,
): Promise<Person> {
  return limitTries(platform, [{ of: `invitation|${from}`, most: 20, minutes: 15 }], async () => {
    const _id = platform.vault.tokenHash(invitation)
    const alive = { _id, expiresAt: { $gt: platform.clock.now() } }
    const invited = await invitationsOf(platform).findOne(alive)
    const person = invited ? await findPerson(platform, invited.personId) : undefined
    if (!person || !mayHavePassword(person)) throw spent()
    await keepPassword(platform, person, password)
    if ((await invitationsOf(platform).deleteOne(alive)).deletedCount === 0) throw spent()
    await closeSessionsOf(platform, person.id)
    return person
  })
}

function spent(): DomainError {
  return new DomainError('unauthenticated', { say: entryWords.wrongInvitation })
}

import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords } from '@yimin/shared/entry/words'
import { STAFF_ROLES } from '@yimin/shared/people/roles'
import { normalisePhone } from '../../../platform/vault/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { isPhone } from '../../filledIn.ts'
import type { Person } from '../../person.model.ts'
import { peopleOf, toPerson } from '../../person.model.ts'
import { isKnownPlace, rememberPlace } from '../knownPlaces.ts'
import { isPassword } from './keepPassword.ts'
import { limitTries } from './limitTries.ts'
import type { TryLimit } from './limitTries.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock' | 'log'>

/** A pause for whoever guesses from somewhere: at one account, or at one after another. */
const OF_ONE_PLACE = (name: string, from: string): TryLimit[] => [
  { of: `password|${name}|${from}`, most: 5, minutes: 15 },
  { of: `password-from|${from}`, most: 20, minutes: 15 },
]
/** Against guesses from many places at once; whoever signed in well from where he is now does not wait with them. */
const OF_ALL_PLACES = (name: string): TryLimit[] => [
  { of: `password|${name}`, most: 30, minutes: 60 },
  { of: 'password', most: 300, minutes: 60 },
]

/**
 * Whoever knows account and password; the second factor comes after. Nobody there, no password set, two of one name and a
 * wrong password are the same answer after the same time. Throws DomainError `unauthenticated`, `too_many`.
 */
export async function signInByPassword(
  platform: Ground,
  { account, password }: { account: string; password: string },
  from: string,
): Promise<Person> {
  const name = account.normalize('NFC')
  const limits = [
    ...OF_ONE_PLACE(name, from),
    ...((await isKnownPlace(platform, name, from)) ? [] : OF_ALL_PLACES(name)),
  ]
  return limitTries(platform, limits, async () => {
    const person = await findAccount(platform, name)
    const isRight = await isPassword(platform, person?.id, password)
    platform.log[isRight ? 'info' : 'warn'](
      { personId: person?.id, outcome: isRight ? 'signed_in' : 'refused' },
      'password',
    )
    if (!person || !isRight) throw new DomainError('unauthenticated', { say: entryWords.wrong })
    await rememberPlace(platform, name, from)
    return person
  })
}

/** One member of staff with this phone, or with exactly this name. */
async function findAccount({ db, vault }: Ground, account: string): Promise<Person | undefined> {
  const known = isPhone(account)
    ? { phoneIndex: vault.blindIndex(normalisePhone(account), 'phone') }
    : { name: account }
  const found = await peopleOf({ db })
    .find({ ...known, role: { $in: [...STAFF_ROLES] } })
    .limit(2)
    .toArray()
  return found.length === 1 && found[0] ? toPerson(found[0]) : undefined
}

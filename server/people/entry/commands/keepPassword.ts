import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Platform } from '../../../platform/platform.ts'
import type { Person } from '../../person.model.ts'
import { hashSlowly } from '../../slowHash.ts'
import { passwordsOf } from '../entry.model.ts'
import { guessesAbout } from '../guessesAbout.ts'
import { checkPassword } from '../passwordRules.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

const SALT_BYTES = 16
/** Hashed where there is nobody, so that an account that does not exist takes as long as a wrong password. */
const NOBODYS_SALT = Buffer.alloc(SALT_BYTES, 7).toString('base64')

/** Sets the password as a whole. Throws DomainError `invalid_input` for one that is guessed too easily. */
export async function keepPassword(platform: Ground, person: Person, password: string): Promise<void> {
  checkPassword(password, await guessesAbout(platform, person))
  const salt = randomBytes(SALT_BYTES).toString('base64')
  const hash = await hashSlowly(password, salt)
  await passwordsOf(platform).updateOne(
    { _id: person.id },
    { $set: { salt, hash, setAt: platform.clock.now() }, $inc: { v: 1 } },
    { upsert: true },
  )
}

/** Whether this is the password of this person; takes as long where there is no such person, or none set. */
export async function isPassword(platform: Ground, personId: string | undefined, password: string): Promise<boolean> {
  const kept = personId === undefined ? null : await passwordsOf(platform).findOne({ _id: personId })
  const hash = await hashSlowly(password, kept?.salt ?? NOBODYS_SALT)
  return kept !== null && sameText(kept.hash, hash)
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

import { randomInt } from 'node:crypto'
import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords } from '@yimin/shared/entry/words'
import { isDuplicateKey } from '../../../platform/mongo.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Person, PersonChange } from '../../person.model.ts'
import { peopleOf } from '../../person.model.ts'
import { findPerson } from '../../queries/findPerson.ts'
import { entryCodesOf } from '../entry.model.ts'
import { mayComeByCode } from '../entry.policy.ts'
import { limitTries } from './limitTries.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** ASVS 6.5.4 wants 20 bits and 6.5.5 ten minutes; eight digits are 26 bits and can be read out over the phone. */
const DIGITS = 8
const GOOD_MS = 10 * 60_000

export interface EntryCode {
  /** Eight digits. */
  code: string
  expiresAt: Date
}

/** A code for this person's own pages: once, for ten minutes; an earlier one ends. By `system` where the assistant gives it. */
export async function drawEntryCode(
  platform: Ground,
  person: Pick<Person, 'id' | 'stationId'>,
  by: { id: string; reason: string; cause?: string },
): Promise<EntryCode> {
  const now = platform.clock.now()
  const expiresAt = new Date(now.getTime() + GOOD_MS)
  const entry: PersonChange = { at: now, what: 'entry_code', by: by.id, reason: by.reason }
  await peopleOf(platform).updateOne({ _id: person.id }, { $push: { changes: entry }, $inc: { v: 1 } })
  await entryCodesOf(platform).deleteMany({ personId: person.id })
  for (;;) {
    const code = by.cause === undefined ? drawDigits() : digitsOf(platform, `${person.id}|${by.cause}`)
    const _id = indexOf(platform, code)
    const { id: personId, stationId } = person
    try {
      await entryCodesOf(platform).insertOne({ _id, personId, stationId, by: by.id, createdAt: now, expiresAt })
      return { code, expiresAt }
    } catch (error) {
      if (!isDuplicateKey(error) || by.cause !== undefined) throw error
    }
  }
}

const drawDigits = () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')

/** A message that is handled once more gives the same code again; without the house's key nobody can tell it. */
function digitsOf({ vault }: Ground, text: string): string {
  const bytes = Buffer.from(vault.sign(text, 'entryCode'), 'base64url')
  return String(bytes.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * Whose code this is; it is spent. `own`: the assistant gave it to her in a private chat of hers, and nobody of the staff knows it. `stationId`, where given, must be the person's: a code of another station is none. Throws
 * DomainError `unauthenticated` for one that is wrong, spent or too old, `too_many`.
 */
export async function spendEntryCode(
  platform: Ground,
  written: string,
  from: string,
  stationId?: string,
): Promise<{ person: Person; own: boolean }> {
  const limits = [
    { of: `code|${from}`, most: 5, minutes: 15 },
    { of: 'code', most: 60, minutes: 10 },
  ]
  return limitTries(platform, limits, async () => {
    const alive = {
      _id: indexOf(platform, written),
      expiresAt: { $gt: platform.clock.now() },
      ...(stationId !== undefined && { stationId }),
    }
    const spent = await entryCodesOf(platform).findOneAndDelete(alive)
    const person = spent ? await findPerson(platform, spent.personId) : undefined
    if (!person || !mayComeByCode(person)) throw new DomainError('unauthenticated', { say: entryWords.wrongCode })
    return { person, own: spent?.by === 'system' }
  })
}

/** People write 1234 5678 or 1234-5678. */
function indexOf({ vault }: Ground, written: string): string {
  return vault.blindIndex(written.normalize('NFKC').replace(/\D/g, ''), 'entryCode')
}

import { DomainError } from '@yimin/shared/errors/domainError'
import { secondFactorWords } from '@yimin/shared/secondFactor/words'
import type { Platform } from '../../../platform/platform.ts'
import type { SecondFactorDoc } from '../secondFactor.model.ts'
import { secondFactorsOf } from '../secondFactor.model.ts'

/** ASVS 6.3.1: five guesses at one code in a million, then a pause. Who holds no session of the person cannot even try. */
const TRIES_AT_MOST = 5
const PAUSE_MINUTES = 15

/**
 * Counts a try before the code is looked at, so that guesses of the same moment count too. Throws DomainError `too_many`
 * during the pause, `invalid_input` where nothing was begun.
 */
export async function claimTry(platform: Pick<Platform, 'db' | 'clock'>, personId: string): Promise<SecondFactorDoc> {
  const now = platform.clock.now()
  const factors = secondFactorsOf(platform)
  await factors.updateOne({ _id: personId, triesUntil: { $lte: now } }, { $set: { tries: 0 } })
  const claimed = await factors.findOneAndUpdate(
    { _id: personId, tries: { $lt: TRIES_AT_MOST } },
    { $inc: { tries: 1 }, $set: { triesUntil: new Date(now.getTime() + PAUSE_MINUTES * 60_000) } },
    { returnDocument: 'after' },
  )
  if (claimed) return claimed
  if (await factors.findOne({ _id: personId }))
    throw new DomainError('too_many', { say: secondFactorWords.pause(PAUSE_MINUTES) })
  throw wrongCode(secondFactorWords.notEnrolled)
}

export function wrongCode(message: string = secondFactorWords.wrongCode): DomainError {
  return new DomainError('invalid_input', { fields: [{ path: 'code', message }] })
}

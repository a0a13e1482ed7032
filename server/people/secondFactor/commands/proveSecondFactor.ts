import { CODE_FORM } from '@yimin/shared/secondFactor/contract'
import type { Platform } from '../../../platform/platform.ts'
import { stepOfCode } from '../authenticator.ts'
import { hashRecoveryCode } from '../recoveryCodes.ts'
import type { SecondFactorDoc } from '../secondFactor.model.ts'
import { sealedAt, secondFactorsOf } from '../secondFactor.model.ts'
import { claimTry, wrongCode } from './claimTry.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** Of two who come with one code, one is let in. */
async function takeStep(platform: Ground, factor: SecondFactorDoc, code: string): Promise<boolean> {
  if (factor.secret === undefined) return false
  const secret = platform.vault.open(factor.secret, sealedAt(factor._id, 'secret'))
  const step = await stepOfCode(secret, code, platform.clock.now(), factor.lastStep)
  if (step === undefined) return false
  const { matchedCount } = await secondFactorsOf(platform).updateOne(
    { _id: factor._id, secret: factor.secret, lastStep: { $lt: step } },
    { $set: { lastStep: step, tries: 0 }, $inc: { v: 1 } },
  )
  return matchedCount > 0
}

async function takeRecoveryCode(platform: Ground, factor: SecondFactorDoc, code: string): Promise<boolean> {
  if (factor.secret === undefined || factor.salt === undefined) return false
  const hash = await hashRecoveryCode(code, factor.salt)
  const { matchedCount } = await secondFactorsOf(platform).updateOne(
    { _id: factor._id, recovery: hash },
    { $pull: { recovery: hash }, $set: { tries: 0 }, $inc: { v: 1 } },
  )
  return matchedCount > 0
}

/**
 * Six digits of the authenticator or a recovery code; each is good once (ASVS 6.5.1). Throws DomainError `invalid_input`
 * for a wrong or used one, `too_many` after five of them.
 */
export async function proveSecondFactor(platform: Ground, personId: string, code: string): Promise<void> {
  const factor = await claimTry(platform, personId)
  const good = CODE_FORM.test(code)
    ? await takeStep(platform, factor, code)
    : await takeRecoveryCode(platform, factor, code)
  if (!good) throw wrongCode()
}

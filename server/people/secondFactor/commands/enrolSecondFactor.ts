import { randomBytes } from 'node:crypto'
import { secondFactorWords } from '@yimin/shared/secondFactor/words'
import type { Platform } from '../../../platform/platform.ts'
import { newSecret, stepOfCode } from '../authenticator.ts'
import { drawRecoveryCodes, hashRecoveryCode } from '../recoveryCodes.ts'
import { sealedAt, secondFactorsOf } from '../secondFactor.model.ts'
import { claimTry, wrongCode } from './claimTry.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

const SALT_BYTES = 16

/** Makes a secret that waits for its first code; an authenticator that is bound already holds until then. Base32. */
export async function beginEnrolment(platform: Ground, personId: string): Promise<string> {
  const secret = await newSecret()
  await secondFactorsOf(platform).updateOne(
    { _id: personId },
    {
      $set: { pending: platform.vault.seal(secret, sealedAt(personId, 'pending')) },
      $setOnInsert: { lastStep: 0, recovery: [], tries: 0, triesUntil: platform.clock.now() },
      $inc: { v: 1 },
    },
    { upsert: true },
  )
  return secret
}

async function freshRecovery() {
  const codes = drawRecoveryCodes()
  const salt = randomBytes(SALT_BYTES).toString('base64')
  const recovery: string[] = []
  // One after another: each takes 16 MB while it is worked on, and photos wait behind them.
  for (const code of codes) recovery.push(await hashRecoveryCode(code, salt))
  return { codes, kept: { salt, recovery } }
}

/**
 * The first code binds the authenticator. Returns ten recovery codes, of which the record keeps hashes only. Throws
 * DomainError `invalid_input` for a wrong code, `too_many` after five of them.
 */
export async function confirmEnrolment(platform: Ground, personId: string, code: string): Promise<string[]> {
  const { pending, lastStep } = await claimTry(platform, personId)
  if (pending === undefined) throw wrongCode(secondFactorWords.notBegun)
  const secret = platform.vault.open(pending, sealedAt(personId, 'pending'))
  const step = await stepOfCode(secret, code, platform.clock.now())
  if (step === undefined) throw wrongCode()
  const { codes, kept } = await freshRecovery()
  const { matchedCount } = await secondFactorsOf(platform).updateOne(
    { _id: personId, pending, lastStep },
    {
      $set: {
        ...kept,
        secret: platform.vault.seal(secret, sealedAt(personId, 'secret')),
        confirmedAt: platform.clock.now(),
        lastStep: step,
        tries: 0,
      },
      $unset: { pending: '' },
      $inc: { v: 1 },
    },
  )
  if (matchedCount === 0) throw wrongCode()
  return codes
}

/** Ten new codes in the place of all that are left. The caller has proved the authenticator anew. */
export async function renewRecovery(platform: Pick<Platform, 'db'>, personId: string): Promise<string[]> {
  const { codes, kept } = await freshRecovery()
  await secondFactorsOf(platform).updateOne({ _id: personId }, { $set: kept, $inc: { v: 1 } })
  return codes
}

/** The phone is gone, and the codes too: the person binds a new one at the next sign-in. Tells whether there was one. */
export async function removeSecondFactor(platform: Pick<Platform, 'db'>, personId: string): Promise<boolean> {
  const { deletedCount } = await secondFactorsOf(platform).deleteOne({ _id: personId })
  return deletedCount > 0
}

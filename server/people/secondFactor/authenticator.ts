import { CODE_FORM } from '@yimin/shared/secondFactor/contract'

/** Read when the first code is asked for: a process at rest carries it not. */
const otplib = () => import('otplib')

/** A code that came late by one step of 30 s still counts (RFC 6238, 5.2); one that is ahead does not. */
const LATE_SECONDS = 30

/** 160 random bits in base32. */
export async function newSecret(): Promise<string> {
  const { generateSecret } = await otplib()
  return generateSecret()
}

/** What an authenticator reads from the picture. */
export async function enrolmentAddress(secret: string, issuer: string, label: string): Promise<string> {
  const { generateURI } = await otplib()
  return generateURI({ secret, issuer, label })
}

/** The time step to which the code belongs; `undefined` where it is none of now, or one that was used. */
export async function stepOfCode(
  secret: string,
  code: string,
  now: Date,
  lastStep = 0,
): Promise<number | undefined> {
  if (!CODE_FORM.test(code)) return undefined
  const { verifySync } = await otplib()
  const epoch = Math.floor(now.getTime() / 1_000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: [LATE_SECONDS, 0] })
  if (!result.valid || !('timeStep' in result)) return undefined
  return result.timeStep > lastStep ? result.timeStep : undefined
}

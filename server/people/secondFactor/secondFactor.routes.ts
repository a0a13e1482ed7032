import { DomainError } from '@yimin/shared/errors/domainError'
import { addressOf } from '@yimin/shared/people/addressing'
import {
  beginSecondFactor,
  confirmSecondFactor,
  proveSecondFactor as proveRoute,
  readSecondFactor,
  renewRecoveryCodes,
} from '@yimin/shared/secondFactor/contract'
import { secondFactorWords } from '@yimin/shared/secondFactor/words'
import type { Platform } from '../../platform/platform.ts'
import type { MountedRoute, RouteInput } from '../../platform/web/serve.ts'
import { drawCode } from '../../platform/web/drawCode.ts'
import { serve } from '../../platform/web/serve.ts'
import { closeSessionsOf } from '../commands/closeSessionsOf.ts'
import { provenSession } from '../commands/openSession.ts'
import type { SessionIdentity } from '../commands/openSession.ts'
import { requireFresh } from '../freshSession.ts'
import type { Person } from '../person.model.ts'
import { whoCalls } from '../queries/whoCalls.ts'
import { enrolmentAddress } from './authenticator.ts'
import { beginEnrolment, confirmEnrolment, renewRecovery } from './commands/enrolSecondFactor.ts'
import { proveSecondFactor } from './commands/proveSecondFactor.ts'
import { findSecondFactor, requiresSecondFactor } from './queries/findSecondFactor.ts'
import { mayEnrol, mayHaveSecondFactor, mayRenewRecoveryCodes } from './secondFactor.policy.ts'
import { presentSecondFactor } from './secondFactor.presenter.ts'

type Calling = Pick<RouteInput, 'caller'>

/** Somebody of the staff, and how far this session has come. */
async function whichStaffCalls(platform: Platform, { caller }: Calling) {
  const { sessionId, proven = false } = caller as Partial<SessionIdentity>
  const person = await whoCalls(platform, { caller })
  if (!mayHaveSecondFactor(person)) throw new DomainError('forbidden')
  const state = await findSecondFactor(platform, person.id)
  return { person, sessionId: sessionId ?? '', state, standing: { enrolled: state.enrolled, proven } }
}

/** A new token at each proof (ASVS 7.2.4): one that was seen before it is worth nothing after. */
async function newToken(platform: Platform, person: Person, sessionId: string): Promise<string> {
  const session = await provenSession(platform, person.id, sessionId)
  if (!session) throw new DomainError('unauthenticated')
  platform.log.info({ personId: person.id, outcome: 'proven' }, 'second factor')
  return session.token
}

/** Another authenticator may be the answer to a stolen one: whatever came in by it is out (ASVS 7.4.3). */
async function endOthers(platform: Platform, person: Person, token: string): Promise<void> {
  await closeSessionsOf(platform, person.id, platform.vault.tokenHash(token))
}

/** Whose guesses fail is on record in the log, by id. */
async function watched<T>(platform: Platform, person: Person, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const reason = error instanceof DomainError ? error.code : 'internal'
    platform.log.warn({ personId: person.id, outcome: 'refused', reason }, 'second factor')
    throw error
  }
}

/** Another authenticator by a code of the old one, given for this alone; the first one by who signed in a moment ago (ASVS 7.5.1). */
async function begin(platform: Platform, input: RouteInput<unknown, unknown, { code?: string }>) {
  const { person, standing } = await whichStaffCalls(platform, input)
  if (!mayEnrol(standing)) throw new DomainError('second_factor_needed')
  const { code = '' } = input.body
  if (standing.enrolled) await watched(platform, person, proveSecondFactor(platform, person.id, code))
  else requireFresh(platform, (input.caller as Partial<SessionIdentity>).openedAt)
  const secret = await beginEnrolment(platform, person.id)
  const address = await enrolmentAddress(secret, secondFactorWords.issuer, addressOf(person))
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), picture: await drawCode(address) }
}

async function confirm(platform: Platform, input: RouteInput<unknown, unknown, { code: string }>) {
  const { person, sessionId, standing } = await whichStaffCalls(platform, input)
  if (!mayEnrol(standing)) throw new DomainError('second_factor_needed')
  const recoveryCodes = await watched(platform, person, confirmEnrolment(platform, person.id, input.body.code))
  const token = await newToken(platform, person, sessionId)
  await endOthers(platform, person, token)
  return { token, recoveryCodes }
}

async function prove(platform: Platform, input: RouteInput<unknown, unknown, { code: string }>) {
  const { person, sessionId } = await whichStaffCalls(platform, input)
  await watched(platform, person, proveSecondFactor(platform, person.id, input.body.code))
  const token = await newToken(platform, person, sessionId)
  return { token, recoveryCodesLeft: (await findSecondFactor(platform, person.id)).recoveryCodesLeft }
}

async function renew(platform: Platform, input: RouteInput<unknown, unknown, { code: string }>) {
  const { person, sessionId, standing } = await whichStaffCalls(platform, input)
  if (!mayRenewRecoveryCodes(standing)) throw new DomainError('second_factor_needed')
  await watched(platform, person, proveSecondFactor(platform, person.id, input.body.code))
  const recoveryCodes = await renewRecovery(platform, person.id)
  await closeSessionsOf(platform, person.id, sessionId)
  return { recoveryCodes }
}

/** The second factor of staff: bind an authenticator, give its code, keep recovery codes. */
export function secondFactorRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readSecondFactor, [], async (input) => {
      const { person, state, standing } = await whichStaffCalls(platform, input)
      return presentSecondFactor(state, await requiresSecondFactor(platform, person.stationId), standing.proven)
    }),
    serve(beginSecondFactor, [], (input) => begin(platform, input)),
    serve(confirmSecondFactor, [], (input) => confirm(platform, input)),
    serve(proveRoute, [], (input) => prove(platform, input)),
    serve(renewRecoveryCodes, [], (input) => renew(platform, input)),
  ]
}

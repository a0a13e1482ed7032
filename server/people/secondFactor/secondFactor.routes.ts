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
import { provenSession } from '../commands/openSession.ts'
import type { SessionIdentity } from '../commands/openSession.ts'
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

async function begin(platform: Platform, input: Calling) {
  const { person, standing } = await whichStaffCalls(platform, input)
  if (!mayEnrol(standing)) throw new DomainError('second_factor_needed')
  const secret = await beginEnrolment(platform, person.id)
  const address = await enrolmentAddress(secret, secondFactorWords.issuer, addressOf(person))
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), picture: await drawCode(address) }
}

async function confirm(platform: Platform, input: RouteInput<unknown, unknown, { code: string }>) {
  const { person, sessionId, standing } = await whichStaffCalls(platform, input)
  if (!mayEnrol(standing)) throw new DomainError('second_factor_needed')
  const recoveryCodes = await watched(platform, person, confirmEnrolment(platform, person.id, input.body.code))
  return { token: await newToken(platform, person, sessionId), recoveryCodes }
}

async function prove(platform: Platform, input: RouteInput<unknown, unknown, { code: string }>) {
  const { person, sessionId } = await whichStaffCalls(platform, input)
  await watched(platform, person, proveSecondFactor(platform, person.id, input.body.code))
  const token = await newToken(platform, person, sessionId)
  return { token, recoveryCodesLeft: (await findSecondFactor(platform, person.id)).recoveryCodesLeft }
}

async function renew(platform: Platform, input: RouteInput<unknown, unknown, { code: string }>) {
  const { person, standing } = await whichStaffCalls(platform, input)
  if (!mayRenewRecoveryCodes(standing)) throw new DomainError('second_factor_needed')
  await watched(platform, person, proveSecondFactor(platform, person.id, input.body.code))
  return { recoveryCodes: await renewRecovery(platform, person.id) }
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

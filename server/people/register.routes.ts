import { DomainError } from '@yimin/shared/errors/domainError'
import {
  changeHelperTerms as termsRoute,
  changeRole as roleRoute,
  changeVerification as verificationRoute,
  decideRole as decideRoute,
  listOperatorActs as operatorActsRoute,
  listPeople as listRoute,
  registerPerson as registerRoute,
  resetSecondFactor as resetRoute,
  signOutPerson as signOutRoute,
} from '@yimin/shared/register/contract'
import { registerWords } from '@yimin/shared/register/words'
import type { Role } from '@yimin/shared/people/roles'
import { stationOf } from '../organisations/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { MountedRoute, RouteInput } from '../platform/web/serve.ts'
import { serve } from '../platform/web/serve.ts'
import { changeRole, changeVerification, resetSecondFactor, signOut } from './commands/changeByStaff.ts'
import { changeHelperTerms } from './commands/changeHelperTerms.ts'
import { agreeToRole, proposeRole, refuseRole } from './commands/proposeRole.ts'
import { registerPerson } from './commands/registerPerson.ts'
import {
  isOwnStaff,
  mayAgreeToRole,
  mayChangeRoleTo,
  mayChangeTerms,
  mayRefuseRole,
  mayRegister,
  mayResetSecondFactor,
  maySignOut,
  mayVerify,
  needsSecondPerson,
} from './people.policy.ts'
import { presentToStaff } from './people.presenter.ts'
import type { Person } from './person.model.ts'
import { findPerson, listColleaguesIn } from './queries/findPerson.ts'
import { listPeople } from './queries/listPeople.ts'
import { whoCalls } from './queries/whoCalls.ts'
import { listOperatorActs } from './queries/listOperatorActs.ts'
import { presentLine, presentOperatorActs } from './register.presenter.ts'

type OfPerson = RouteInput<{ id: string }>

/** The one who acts and the one who is acted upon; somebody of another station is not there. */
async function both(platform: Platform, input: OfPerson): Promise<{ me: Person; person: Person }> {
  const [me, person] = await Promise.all([whoCalls(platform, input), findPerson(platform, input.params.id)])
  if (!person || !isOwnStaff(me, person)) throw new DomainError('not_found')
  return { me, person }
}

function allow(may: boolean): void {
  if (!may) throw new DomainError('forbidden')
}

async function showToStaff(platform: Platform, me: Person, person: Person) {
  return presentToStaff(person, {}, me, await listColleaguesIn(platform, person), platform.clock.now())
}

async function checkZones(platform: Platform, stationId: string, zones: readonly string[]): Promise<void> {
  const { zones: known } = await stationOf(platform, stationId)
  const strange = zones.flatMap((zone, at) => (known.some(({ name }) => name === zone) ? [] : [at]))
  if (strange.length === 0) return
  const fields = strange.map((at) => ({ path: `zones.${at}`, message: registerWords.unknownZone }))
  throw new DomainError('invalid_input', { fields })
}

/** The register of a station's people, for its staff: find, write down, change what may be changed. */
export function registerRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listRoute, [], async (input) => {
      const me = await whoCalls(platform, input)
      const { items, nextCursor } = await listPeople(platform, me.stationId, input.query)
      const now = platform.clock.now()
      return {
        items: items.map((person) => presentLine(person, now)),
        nextCursor,
        abilities: { register: mayRegister(me) },
      }
    }),
    serve(registerRoute, [], async (input) => {
      const me = await whoCalls(platform, input)
      allow(mayRegister(me))
      const { name, phone, address, evenIfPhoneKnown } = input.body
      const walkIn = { stationId: me.stationId, name, phone, address, evenIfPhoneKnown, seen: true }
      const by = { id: me.id, role: me.role, stationId: me.stationId }
      return showToStaff(platform, me, await registerPerson(platform, walkIn, by))
    }),
    serve(operatorActsRoute, [], async (input) => {
      const { stationId } = await whoCalls(platform, input)
      return presentOperatorActs(await listOperatorActs(platform, stationId))
    }),
    serve(roleRoute, [], async (input) => {
      const { me, person } = await both(platform, input)
      const { role, reason } = input.body
      allow(mayChangeRoleTo(me, person, role as Role))
      if (needsSecondPerson(person.role, role as Role))
        return showToStaff(platform, me, await proposeRole(platform, person, role, { id: me.id, reason }))
      return showToStaff(platform, me, await changeRole(platform, person, role, { id: me.id, reason }))
    }),
    serve(decideRoute, [], async (input) => {
      const { me, person } = await both(platform, input)
      const { role, agreed, reason } = input.body
      allow((agreed ? mayAgreeToRole : mayRefuseRole)(me, person, platform.clock.now()))
      const decided = agreed
        ? await agreeToRole(platform, person, role, me.id)
        : await refuseRole(platform, person, role, { id: me.id, reason })
      return showToStaff(platform, me, decided)
    }),
    serve(verificationRoute, [], async (input) => {
      const { me, person } = await both(platform, input)
      allow(mayVerify(me, person))
      const { verified, reason } = input.body
      return showToStaff(platform, me, await changeVerification(platform, person, verified, { id: me.id, reason }))
    }),
    serve(termsRoute, [], async (input) => {
      const { me, person } = await both(platform, input)
      allow(mayChangeTerms(me, person))
      const { reason, pausedUntil, version, ...terms } = input.body
      await checkZones(platform, person.stationId, terms.zones)
      const helper = { ...terms, ...(pausedUntil !== undefined && { pausedUntil: new Date(pausedUntil) }) }
      const changed = { seen: version, by: { id: me.id, reason } }
      return showToStaff(
        platform,
        me,
        await changeHelperTerms(
          platform,
          person.id,
          ({ gender, languages }) => ({ ...(gender && { gender }), ...(languages && { languages }), ...helper }),
          changed,
        ),
      )
    }),
    serve(signOutRoute, [], async (input) => {
      const { me, person } = await both(platform, input)
      allow(maySignOut(me, person))
      return showToStaff(platform, me, await signOut(platform, person, { id: me.id, reason: input.body.reason }))
    }),
    serve(resetRoute, [], async (input) => {
      const { me, person } = await both(platform, input)
      allow(mayResetSecondFactor(me, person))
      const by = { id: me.id, reason: input.body.reason }
      return showToStaff(platform, me, await resetSecondFactor(platform, person, by))
    }),
  ]
}

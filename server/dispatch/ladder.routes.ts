import { faultsOfLadder } from '@yimin/shared/dispatch/ladder'
import type { LadderName, Rung } from '@yimin/shared/dispatch/ladder'
import {
  readLadderAtWork,
  readLadders,
  saveDispatchHabits,
  saveLadder,
  saveQuietHours,
  tryLadder as trial,
} from '@yimin/shared/dispatch/ladderContract'
import { ladderWords } from '@yimin/shared/dispatch/ladderWords'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Category } from '@yimin/shared/language/frame'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { addressOf } from '@yimin/shared/people/addressing'
import { HELP_WORDS } from '@yimin/shared/requests/words'
import { changeDispatch, findFreshStation } from '../organisations/index.ts'
import type { Station } from '../organisations/index.ts'
import { listStaff } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import { findRequestByCode } from '../requests/index.ts'
import { mayChangeLadders } from './dispatch.policy.ts'
import { presentLadderAtWork, presentLadders, presentTrial } from './ladder.presenter.ts'
import { findLadderAtWork } from './queries/findLadderAtWork.ts'
import { tryLadder } from './queries/tryLadder.ts'

type Called = Pick<RouteInput, 'caller'>

/** The ladder at work on one request, and the station's ladders in the hands of those who answer for it. */
export function ladderRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readLadderAtWork, [], async ({ params, caller }) => {
      const request = caller.stationId ? await findRequestByCode(platform, caller.stationId, params.code) : null
      if (!request) throw new DomainError('not_found')
      const { search, people, mates } = await findLadderAtWork(platform, request)
      return presentLadderAtWork(request, search, people, platform.clock.now(), mates)
    }),
    serve(readLadders, [], async ({ caller }) =>
      show(platform, caller, await findFreshStation(platform, atStation(caller))),
    ),
    serve(saveLadder, [leadOnly], async ({ body: { version, name, rungs }, caller }) => {
      refuseFaulty(name, rungs)
      const change = { ladder: { name, rungs }, version, by: caller.personId ?? '' }
      return show(platform, caller, await changeDispatch(platform, atStation(caller), change))
    }),
    serve(saveQuietHours, [leadOnly], async ({ body: { version, quietHours }, caller }) => {
      const change = { quietHours, version, by: caller.personId ?? '' }
      return show(platform, caller, await changeDispatch(platform, atStation(caller), change))
    }),
    serve(saveDispatchHabits, [leadOnly], async ({ body: { version, ...habits }, caller }) => {
      const stationId = atStation(caller)
      refuseUneasy(habits.easyKinds, (await findFreshStation(platform, stationId)).settings)
      const change = { habits: { ...habits, easyKinds: [...new Set(habits.easyKinds)] }, version }
      return show(platform, caller, await changeDispatch(platform, stationId, { ...change, by: caller.personId ?? '' }))
    }),
    serve(trial, [leadOnly], async ({ body: { name, rungs }, caller }) => {
      refuseFaulty(name, rungs)
      return presentTrial(await tryLadder(platform, atStation(caller), name, rungs), name)
    }),
  ]
}

function atStation({ stationId }: Called['caller']): string {
  if (stationId === undefined) throw new DomainError('forbidden')
  return stationId
}

function leadOnly({ caller }: Called): void {
  if (!mayChangeLadders(caller.roles)) throw new DomainError('forbidden')
}

function refuseFaulty(name: LadderName, rungs: Rung[]): void {
  const faults = faultsOfLadder(name, rungs)
  if (faults.length === 0) return
  const fields = faults.map(({ path, message }) => ({ path: path === '' ? 'rungs' : `rungs.${path}`, message }))
  throw new DomainError('invalid_input', { fields, say: fields[0]?.message })
}

/** What a worker has to do is nothing for a newcomer to begin with. */
function refuseUneasy(kinds: readonly Category[], settings: StationSettings): void {
  const fields = kinds.flatMap((kind, i) =>
    kindOf(kind, settings) === 'sensitive'
      ? [{ path: `easyKinds.${i}`, message: ladderWords.notEasy(HELP_WORDS[kind]) }]
      : [],
  )
  if (fields.length > 0) throw new DomainError('invalid_input', { fields, say: fields[0]?.message })
}

async function show(platform: Platform, caller: Called['caller'], station: Station) {
  const staff = await listStaff(platform, station.id)
  return presentLadders(station, new Map(staff.map((person) => [person.id, addressOf(person)])), caller.roles)
}

import { changeMyDuty, readRoster, saveRoster } from '@yimin/shared/duty/contract'
import { rosterWords } from '@yimin/shared/duty/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { listStaff } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { MountedRoute, RouteInput } from '../platform/web/serve.ts'
import { serve } from '../platform/web/serve.ts'
import { saveShifts, setOnDuty } from './commands/saveRoster.ts'
import { staffOf } from './duty.routes.ts'
import { mayChangeRoster } from './duty.policy.ts'
import { findRoster } from './queries/findRoster.ts'
import { presentRoster } from './roster.presenter.ts'
import type { Shift } from './roster.model.ts'

async function show(platform: Platform, input: Pick<RouteInput, 'caller'>) {
  const me = staffOf(input)
  const now = platform.clock.now()
  return presentRoster(await findRoster(platform, me.stationId, now), me, now)
}

async function refuseStrangers(platform: Platform, stationId: string, shifts: readonly Shift[]): Promise<void> {
  const staff = await listStaff(platform, stationId)
  const fields = shifts.flatMap(({ personId }, at) =>
    staff.some(({ id }) => id === personId) ? [] : [{ path: `shifts.${at}.personId`, message: rosterWords.notStaff }],
  )
  if (fields.length > 0) throw new DomainError('invalid_input', { fields })
}

/** The week's shifts and who is on duty, for staff of the station. */
export function rosterRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readRoster, [], (input) => show(platform, input)),
    serve(saveRoster, [], async (input) => {
      const me = staffOf(input)
      if (!mayChangeRoster(me)) throw new DomainError('forbidden')
      const { version, shifts } = input.body
      await refuseStrangers(platform, me.stationId, shifts)
      await saveShifts(platform, me.stationId, shifts, { version, by: me.personId, at: platform.clock.now() })
      return show(platform, input)
    }),
    serve(changeMyDuty, [], async (input) => {
      const me = staffOf(input)
      await setOnDuty(platform, me.stationId, me.personId, input.body.onDuty)
      return show(platform, input)
    }),
  ]
}

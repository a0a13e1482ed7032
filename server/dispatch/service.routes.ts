import { readHelperTerms, readMyRecord, saveHelperTerms } from '@yimin/shared/dispatch/serviceContract'
import { helperWords } from '@yimin/shared/dispatch/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { FieldFault } from '@yimin/shared/errors/domainError'
import type { Category } from '@yimin/shared/language/frame'
import { stationOf } from '../organisations/index.ts'
import type { Station } from '../organisations/index.ts'
import { changeHelperTerms } from '../people/index.ts'
import type { HelperTerms, Person } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { listServedBy } from '../requests/index.ts'
import { countsHours } from './dispatch.policy.ts'
import { presentRecord, presentTerms } from './dispatch.presenter.ts'
import { helperWhoCalls } from './queries/helperWhoCalls.ts'
import { serviceOf, sumByMonth } from './serviceRecord.ts'

const YEAR_MS = 366 * 86_400_000

/** What a helper offers, and what he did. */
export function serviceRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readHelperTerms, [], async ({ caller }) => {
      const me = await helperWhoCalls(platform, caller)
      return showTerms(platform, me, await stationOf(platform, me.stationId))
    }),
    serve(saveHelperTerms, [], async ({ body, caller }) => {
      const me = await helperWhoCalls(platform, caller)
      const station = await stationOf(platform, me.stationId)
      const { pausedUntil, version, ...terms } = body
      const asked = { ...terms, ...(pausedUntil ? { pausedUntil: new Date(pausedUntil) } : {}) }
      const faults = faultsOf(asked, me, station, platform.clock.now())
      if (faults.length > 0) throw new DomainError('invalid_input', { fields: faults })
      return showTerms(platform, await changeHelperTerms(platform, me.id, () => asked, { seen: version }), station)
    }),
    serve(readMyRecord, [], async ({ caller }) => {
      const me = await helperWhoCalls(platform, caller)
      const { settings } = await stationOf(platform, me.stationId)
      const now = platform.clock.now()
      const served = await listServedBy(platform, me.id, new Date(now.getTime() - YEAR_MS))
      const services = served.map((request) => serviceOf(request, settings))
      return presentRecord({ services, months: sumByMonth(services), hours: countsHours(me), settings, now })
    }),
  ]
}

function showTerms(platform: Platform, me: Person, station: Station) {
  const zones = [...new Set([...station.zones.map(({ name }) => name), ...(me.helper?.zones ?? [])])]
  return presentTerms(me, zones, skillsFor(me, station), platform.clock.now())
}

/** What touches health or family is not for everybody to say of himself: the station gives it, and then it stays. */
function skillsFor({ helper }: Person, { settings }: Station): Category[] {
  const { errand = [], goods = [] } = settings.dispatch.kinds
  return [...new Set([...goods, ...errand, ...(helper?.skills ?? [])])]
}

function faultsOf(asked: HelperTerms, me: Person, station: Station, now: Date): FieldFault[] {
  const skills = skillsFor(me, station)
  const zones = [...station.zones.map(({ name }) => name), ...(me.helper?.zones ?? [])]
  const tooLong = asked.pausedUntil !== undefined && asked.pausedUntil.getTime() - now.getTime() > YEAR_MS
  return [
    ...asked.skills.flatMap((skill, i) =>
      skills.includes(skill) ? [] : [fault(`skills.${i}`, helperWords.notKeptHere)],
    ),
    ...asked.zones.flatMap((zone, i) => (zones.includes(zone) ? [] : [fault(`zones.${i}`, helperWords.noSuchZone)])),
    ...(tooLong ? [fault('pausedUntil', helperWords.pauseTooLong)] : []),
  ]
}

function fault(path: string, message: string): FieldFault {
  return { path, message }
}

import { rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { AlarmKind } from '@yimin/shared/duty/contract'
import type { StationSettings } from '@yimin/shared/organisations/contract'

/** The rung on which an emergency stands after so many widenings, 0 when it is raised; the last one comes again and again. */
export function emergencyRung({ dispatch }: Pick<StationSettings, 'dispatch'>, level: number): Rung | undefined {
  const order = rungsInOrder(dispatch.ladders.emergency)
  return order[Math.min(level, order.length - 1)]
}

/** How long (ms) the people told on this level have before the circle widens. */
export function patienceOf(kind: AlarmKind, level: number, settings: StationSettings): number {
  const emergency = kind === 'emergency' ? emergencyRung(settings, level) : undefined
  return (emergency?.minutes ?? settings.alarms.repeatMinutes) * 60_000
}

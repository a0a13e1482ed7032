import type { Rung, LadderName } from '@yimin/shared/dispatch/ladder'
import { ladderWords } from '@yimin/shared/dispatch/ladderWords'
import type { QuietHours } from '@yimin/shared/dispatch/quietHours'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { toStation } from '../queries/findStation.ts'
import type { Station } from '../station.model.ts'
import { stationsOf } from '../station.model.ts'
import { forgetStations } from '../stationCache.ts'

type Habits = Pick<
  StationSettings['dispatch'],
  'shopsCarry' | 'tripWindowMinutes' | 'asksPerWeek' | 'easyKinds' | 'equity'
>

export interface DispatchChange {
  /** One ladder, the quiet hours, or the habits beside them. */
  ladder?: { name: LadderName; rungs: Rung[] }
  quietHours?: QuietHours | null
  habits?: Habits
  /** The version that was seen. */
  version: number
  by: string
}

/** Writes one ladder, the quiet hours or the habits as given, checked before. Throws `conflict` where somebody else was quicker. */
export async function changeDispatch(
  platform: Pick<Platform, 'db' | 'clock'>,
  stationId: string,
  { ladder, quietHours, habits, version, by }: DispatchChange,
): Promise<Station> {
  const saved = { by, at: platform.clock.now() }
  const doc = await stationsOf(platform).findOneAndUpdate(
    { _id: stationId, v: version },
    {
      $set: {
        ...(ladder && {
          [`settings.dispatch.ladders.${ladder.name}`]: ladder.rungs,
          [`laddersSaved.${ladder.name}`]: saved,
        }),
        ...(quietHours !== undefined && { 'settings.dispatch.quietHours': quietHours }),
        ...(habits && { ...settingsOf(habits), habitsSaved: saved }),
      },
      $inc: { v: 1 },
    },
    { returnDocument: 'after' },
  )
  forgetStations(platform.db)
  if (!doc) throw new DomainError('conflict', { say: ladderWords.stale })
  return toStation(doc)
}

/** Each by its own name: what the station changed besides stays. */
function settingsOf(habits: Habits): { [path: string]: unknown } {
  return Object.fromEntries(Object.entries(habits).map(([name, value]) => [`settings.dispatch.${name}`, value]))
}

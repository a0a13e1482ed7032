import type { Rung, LadderName } from '@yimin/shared/dispatch/ladder'
import { ladderWords } from '@yimin/shared/dispatch/ladderWords'
import type { QuietHours } from '@yimin/shared/dispatch/quietHours'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { toStation } from '../queries/findStation.ts'
import type { Station } from '../station.model.ts'
import { stationsOf } from '../station.model.ts'
import { forgetStations } from '../stationCache.ts'

export interface DispatchChange {
  /** One ladder, or the quiet hours. */
  ladder?: { name: LadderName; rungs: Rung[] }
  quietHours?: QuietHours | null
  /** The version that was seen. */
  version: number
  by: string
}

/** Writes one ladder or the quiet hours as given, checked before. Throws `conflict` where somebody else was quicker. */
export async function changeDispatch(
  platform: Pick<Platform, 'db' | 'clock'>,
  stationId: string,
  { ladder, quietHours, version, by }: DispatchChange,
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
      },
      $inc: { v: 1 },
    },
    { returnDocument: 'after' },
  )
  forgetStations(platform.db)
  if (!doc) throw new DomainError('conflict', { say: ladderWords.stale })
  return toStation(doc)
}

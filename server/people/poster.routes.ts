import { DomainError } from '@yimin/shared/errors/domainError'
import { drawPoster as drawRoute, readPoster } from '@yimin/shared/posters/contract'
import { stationOf } from '../organisations/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/serve.ts'
import type { MountedRoute } from '../platform/web/serve.ts'
import { drawPoster, findPoster, wordOfSpot } from './commands/drawPoster.ts'
import { whoCalls } from './queries/whoCalls.ts'

/** Mini codes for the walls of the station and its buildings, and where they lead. */
export function posterRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(drawRoute, [], async (input) => {
      const station = await stationOf(platform, (await whoCalls(platform, input)).stationId)
      const { jpeg, expiresAt } = await drawPoster(platform, station, input.body)
      return {
        picture: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
        place: wordOfSpot(station, input.body),
        expiresAt: expiresAt.toISOString(),
      }
    }),
    serve(readPoster, [], async ({ params }) => {
      const found = await findPoster(platform, params.scene)
      if (!found) throw new DomainError('not_found')
      const { station, spot } = found
      return { station: { name: station.name, phone: station.phone }, ...spot, place: wordOfSpot(station, spot) }
    }),
  ]
}

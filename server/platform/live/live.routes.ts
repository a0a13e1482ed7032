import { readLive } from '@yimin/shared/live/contract'
import type { Platform } from '../platform.ts'
import { serve } from '../web/serve.ts'
import type { MountedRoute } from '../web/serve.ts'
import { readNews } from './readNews.ts'

/** The way around for pages that get no WebSocket. */
export function liveRoutes({ db }: Pick<Platform, 'db'>): MountedRoute[] {
  return [
    serve(readLive, [], ({ caller, query }) => {
      const { personId = '', kind, stationId } = caller
      const reader = { personId, ...(kind === 'staff' && stationId !== undefined && { stationId }) }
      return readNews(db, reader, query.since)
    }),
  ]
}

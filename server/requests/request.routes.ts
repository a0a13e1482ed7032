import { listRequests, readRequest, readRequestCard } from '@yimin/shared/requests/contract'
import type { PersonalField } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { clerkOf, ownRequestOf } from './atDesk.ts'
import { decisionRoutes } from './decisions.routes.ts'
import { deskRoutes } from './desk.routes.ts'
import { findKin } from './queries/findKin.ts'
import { listBoard } from './queries/listBoard.ts'
import { namesIn } from './queries/namesIn.ts'
import { openSealed } from './queries/openSealed.ts'
import { picturesFor } from './queries/photosIn.ts'
import type { RequestDoc } from './request.model.ts'
import { presentCard, presentFile, presentToStaff } from './request.presenter.ts'

const PAGE = 50

/** The station's desk: the board, one request with its history, what a worker decides, what is asked at the desk itself. */
export function requestRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listRequests, [], async ({ query: { late, urgent, limit, ...query }, caller }) => {
      const { stationId } = clerkOf(caller)
      const page = await listBoard(platform, stationId, {
        ...query,
        late: late !== undefined,
        urgent: urgent !== undefined,
        limit: limit ?? PAGE,
      })
      const names = await namesIn(platform, page.items)
      const now = platform.clock.now()
      return { items: page.items.map((request) => presentToStaff(request, names, now)), nextCursor: page.nextCursor }
    }),
    serve(readRequestCard, [], async ({ params, caller }) => {
      const request = await ownRequestOf(platform, caller, params.code)
      const kin = await findKin(platform, request)
      return presentCard(request, await namesIn(platform, [request, ...kin.parts]), platform.clock.now(), kin)
    }),
    serve(readRequest, [], async ({ params, query, caller, request: call }) => {
      const request = await ownRequestOf(platform, caller, params.code)
      const reader = { ...clerkOf(caller), reason: query.reason, requestId: request._id }
      const sealed = await openSealed(platform, request, reader, fieldsOf(request))
      platform.log.info({ requestId: call.id, code: request.code }, 'request file read')
      const [names, pictures] = [await namesIn(platform, [request]), await picturesFor(platform, request, 'staff')]
      return presentFile(request, names, sealed, platform.clock.now(), pictures)
    }),
    ...decisionRoutes(platform),
    ...deskRoutes(platform),
  ]
}

/** What a look into this file opens. */
function fieldsOf({ photos = [], handoverPhotos = [] }: RequestDoc): PersonalField[] {
  const pictures = photos.length + handoverPhotos.length
  return ['door', 'phone', 'groups', ...(pictures > 0 ? (['photos'] as const) : [])]
}

import { DomainError } from '@yimin/shared/errors/domainError'
import { addRequestPhoto, removeRequestPhoto } from '@yimin/shared/requests/contract'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import { causeOf } from './atDesk.ts'
import { illustrateRequest, takePhotoAway } from './commands/illustrateRequest.ts'
import { findRequestByCode } from './queries/findRequests.ts'
import { namesIn } from './queries/namesIn.ts'
import { unseal } from './queries/openSealed.ts'
import { photosIn } from './queries/photosIn.ts'
import type { RequestDoc } from './request.model.ts'
import { presentToRequester } from './request.presenter.ts'

/** The photos of my own requests. */
export function illustrationRoutes(platform: Platform): MountedRoute[] {
  const present = async (request: RequestDoc) => {
    const [names, photos] = [await namesIn(platform, [request]), await photosIn(platform, request, 'author')]
    const { handoverCode } = unseal(platform, request)
    return presentToRequester(request, names, platform.clock.now(), handoverCode, photos)
  }
  return [
    serve(addRequestPhoto, [], async ({ params, body, caller, request: call }) => {
      const mine = await findMine(platform, caller, params.code)
      return present(await illustrateRequest(platform, mine, body.photoId, causeOf({ caller, request: call })))
    }),
    serve(removeRequestPhoto, [], async ({ params, caller, request: call }) => {
      const mine = await findMine(platform, caller, params.code)
      return present(await takePhotoAway(platform, mine, params.photoId, causeOf({ caller, request: call })))
    }),
  ]
}

/** Somebody else's request and none at all look the same. */
async function findMine(platform: Platform, caller: RouteInput['caller'], code: string): Promise<RequestDoc> {
  const { personId, stationId } = caller
  const request = stationId === undefined ? null : await findRequestByCode(platform, stationId, code)
  if (!request || request.requesterId !== personId) throw new DomainError('not_found')
  return request
}

import { addRequestPhoto, removeRequestPhoto } from '@yimin/shared/requests/contract'
import { whoCalls } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { illustrateRequest, takePhotoAway } from './commands/illustrateRequest.ts'
import { findMine } from './queries/findMine.ts'
import { namesIn } from './queries/namesIn.ts'
import { unseal } from './queries/openSealed.ts'
import { picturesFor } from './queries/photosIn.ts'
import type { RequestDoc } from './request.model.ts'
import { presentToRequester } from './request.presenter.ts'

/** The photos of my own requests. */
export function illustrationRoutes(platform: Platform): MountedRoute[] {
  const present = async (request: RequestDoc) => {
    const [names, pictures] = [await namesIn(platform, [request]), await picturesFor(platform, request, 'requester')]
    const { handoverCode } = unseal(platform, request)
    return presentToRequester(request, names, platform.clock.now(), handoverCode, pictures)
  }
  return [
    serve(addRequestPhoto, [], async ({ params, body, caller, request: call }) => {
      const mine = await findMine(platform, await whoCalls(platform, { caller }), params.code)
      return present(await illustrateRequest(platform, mine, body.photoId, causeOf({ caller, request: call })))
    }),
    serve(removeRequestPhoto, [], async ({ params, caller, request: call }) => {
      const mine = await findMine(platform, await whoCalls(platform, { caller }), params.code)
      return present(await takePhotoAway(platform, mine, params.photoId, causeOf({ caller, request: call })))
    }),
  ]
}

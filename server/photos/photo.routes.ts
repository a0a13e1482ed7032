import { DomainError } from '@yimin/shared/errors/domainError'
import { addPhoto, judgePhoto as judgeRoute, showPhoto } from '@yimin/shared/photos/contract'
import type { Platform } from '../platform/platform.ts'
import { found, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { judgePhoto } from './commands/judgePhoto.ts'
import { savePhoto } from './commands/savePhoto.ts'
import { mayJudgePhoto } from './photo.policy.ts'
import { presentPhoto } from './photo.presenter.ts'
import { holds, holdsForCheck, linkTo } from './photoLink.ts'
import { findPhoto, openPicture } from './queries/findPhotos.ts'

/** Sending a photo, seeing it by a signed link, and what the station decides about it. */
export function photoRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(addPhoto, [], async ({ body, caller }) => {
      const { personId, stationId } = caller
      if (personId === undefined || stationId === undefined) throw new DomainError('forbidden')
      const photo = await savePhoto(platform, { id: personId, stationId }, body.photo)
      return presentPhoto(photo, 'author', linkTo(platform, photo._id))
    }),
    serve(showPhoto, [], async ({ params, query }) => {
      if (!holds(platform, params.id, query) && !(await opensForCheck(platform, params.id, query)))
        throw new DomainError('not_found')
      return { photo: found(await openPicture(platform, params.id)) }
    }),
    serve(judgeRoute, [], async ({ params, body, caller }) => {
      const photo = found(await findPhoto(platform, params.id))
      if (!mayJudgePhoto(caller, photo)) throw new DomainError('not_found')
      const judged = found(await judgePhoto(platform, photo._id, body.state, caller.personId ?? ''))
      // To look is another act, with a reason and on record.
      return presentPhoto(judged, 'staff')
    }),
  ]
}

/** The link of whoever judges it ends with the quarantine. */
async function opensForCheck(
  platform: Platform,
  photoId: string,
  link: { expires: string; signature: string },
): Promise<boolean> {
  return holdsForCheck(platform, photoId, link) && (await findPhoto(platform, photoId))?.state === 'quarantined'
}

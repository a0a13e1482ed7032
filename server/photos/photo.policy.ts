import type { PhotoDoc } from './photo.model.ts'

/** How the one who looks stands to the photo: the helper who has its request now, or the one to whom a helper showed what he brought. */
export type PhotoReader = 'author' | 'staff' | 'assignee' | 'requester'

/** Before somebody has looked at it, a photo is for its author and the station; a refused one is for nobody. */
export function maySeePhoto(photo: Pick<PhotoDoc, 'state'>, reader: PhotoReader): boolean {
  return photo.state === 'shown' || (photo.state === 'quarantined' && (reader === 'author' || reader === 'staff'))
}

/** Only the staff of the author's own station decide about it. */
export function mayJudgePhoto(caller: { stationId?: string }, photo: Pick<PhotoDoc, 'stationId'>): boolean {
  return caller.stationId === photo.stationId
}

import type { PhotoDoc } from './photo.model.ts'

/** How the one who looks stands to the photo. */
export type PhotoReader = 'author' | 'staff' | 'assignee'

/** Before somebody has looked at it, a photo is for its author and the station; a refused one is for nobody. */
export function maySeePhoto(photo: Pick<PhotoDoc, 'state'>, reader: PhotoReader): boolean {
  return photo.state === 'shown' || (photo.state === 'quarantined' && reader !== 'assignee')
}

/** Only the staff of the author's own station decide about it. */
export function mayJudgePhoto(caller: { stationId?: string }, photo: Pick<PhotoDoc, 'stationId'>): boolean {
  return caller.stationId === photo.stationId
}

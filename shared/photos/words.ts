/** What people read about photos. */
export const photoWords = {
  tooLarge: '照片太大了，请换一张 10MB 以内的。',
  oneFile: '请选一张照片再发。',
  notAPhoto: '这不是照片，请发 jpg、png 或 webp 格式的照片。',
  broken: '这张照片打不开，请换一张，或者重新拍一张。',
  tooManyPixels: '这张照片尺寸太大了，请换一张普通大小的。',
  tooManyWaiting: '今天发的照片够多了，明天再发，急事请打站里电话。',
  tooManyOnRequest: (most: number) => `一件事最多放${most}张照片。`,
  notYours: '没有找到这张照片，请重新选一张。',
  notNow: '这件事已经办到这一步，不用再放照片了。',
  /** To those who may not see it before it was looked at. */
  notYet: '正在检查，过一会儿能看',
} as const

/** How a photo stands, said under it; one that all may see needs no word. */
export const PHOTO_STATE_WORDS = {
  quarantined: '正在检查，只有您和站里看得到',
  shown: '',
  refused: '这张没有通过检查，不放了',
} as const

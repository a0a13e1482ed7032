import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

/** `quarantined`: not looked at yet; `shown`: for all who may see the request's door; `refused`: for nobody, its bytes are gone. */
export const PHOTO_STATES = ['quarantined', 'shown', 'refused'] as const

const photoId = z.string().regex(/^[a-z0-9]{20}$/)

/** Most photos of one request. */
export const MOST_PHOTOS = 4

/** One photo, for a reader who may see it. */
export const photoView = z.strictObject({
  id: photoId,
  state: z.enum(PHOTO_STATES),
  /** Empty when there is nothing to say. */
  stateWord: z.string(),
  /** Path of the picture without the host; signed, good for at most five minutes. Absent when it is not to be seen. */
  url: z.string().optional(),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
})
export type PhotoView = z.infer<typeof photoView>
export type PhotoState = PhotoView['state']

/** One picture file: read as multipart/form-data in the field `photo`. */
export const photoFile = z.strictObject({ photo: z.custom<Uint8Array>((value) => value instanceof Uint8Array) })

export const addPhoto = defineRoute({
  name: 'addPhoto',
  method: 'POST',
  path: '/api/me/photos',
  caller: 'person',
  summary: 'Send a photo (jpg, png or webp); it belongs to no request yet and is erased after a day if none takes it',
  takes: 'photo',
  body: photoFile,
  reply: photoView,
  status: 201,
})

export const showPhoto = defineRoute({
  name: 'showPhoto',
  method: 'GET',
  path: '/api/photos/:id',
  caller: 'anyone',
  summary: 'The picture behind a signed link',
  params: z.strictObject({ id: photoId }),
  query: z.strictObject({
    /** Seconds since 1970. */
    expires: z.string().regex(/^\d{1,12}$/),
    signature: z.string().regex(/^[\w-]{43}$/),
  }),
  gives: 'photo',
  reply: photoFile,
})

export const judgePhoto = defineRoute({
  name: 'judgePhoto',
  method: 'POST',
  path: '/api/photos/:id/judgement',
  caller: 'staff',
  summary: 'Let a photo through, or refuse it: then its bytes are erased at once',
  params: z.strictObject({ id: photoId }),
  body: z.strictObject({ state: z.enum(['shown', 'refused']) }),
  reply: photoView,
})

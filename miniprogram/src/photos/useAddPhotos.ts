import { useCallback, useEffect, useRef } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import type { RequestView } from '../api/routes.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { changePhoto, dropPhoto, findPhoto, putIntoBox } from './box.ts'
import type { BoxedPhoto } from './box.ts'
import type { Picked } from './pickPhotos.ts'
import { uploadPhoto } from './uploadPhoto.ts'
import { useBox } from './useBox.ts'
import { photoWords } from './words.ts'

/** One photo on its way. */
export type Sending = Pick<BoxedPhoto, 'id' | 'percent' | 'error' | 'mayRetry'>

export interface AddPhotos {
  sending: Sending[]
  add(picked: Picked[]): void
  retry(id: string): void
  drop(id: string): void
}

/** Photos go one after another, whichever pages sent them: a slow line has room for one. */
let line: Promise<unknown> = Promise.resolve()

/** Sends what waits for this request, and what is added to it. @param onDone the request as it is with the photo */
export function useAddPhotos(code: string, onDone: (request: RequestView) => void): AddPhotos {
  const { me, token, signedOut } = useSignedIn()
  const sending = useBox(code)
  const done = useRef(onDone)
  done.current = onDone

  useEffect(() => {
    for (const { id } of sending) {
      // Another page may have taken it up since.
      const photo = findPhoto(id)
      if (photo === undefined || photo.underWay || photo.error !== undefined) continue
      changePhoto(id, { underWay: true, percent: 0 })
      const sent = line.then(() => send(id, code, token))
      line = sent.catch(() => undefined)
      sent.then(
        (request) => request && done.current(request),
        (failure) => failure === SIGNED_OUT && signedOut(),
      )
    }
  }, [sending, code, token, signedOut])

  const add = useCallback((picked: Picked[]) => void putIntoBox(me.id, code, picked), [me.id, code])
  return { sending, add, retry: (id) => changePhoto(id, { error: undefined }), drop: dropPhoto }
}

const SIGNED_OUT = new Error('signed out')

/** The request with the photo; nothing where it did not go, which the box tells. @throws SIGNED_OUT */
async function send(id: string, code: string, token: string): Promise<RequestView | undefined> {
  const photo = findPhoto(id)
  if (photo === undefined) return undefined
  try {
    const photoId = photo.photoId ?? (await upload(photo, token))
    changePhoto(id, { photoId, percent: 100 })
    const request = await call('addRequestPhoto', { token, key: photo.putKey, params: { code }, body: { photoId } })
    dropPhoto(id)
    return request
  } catch (error) {
    changePhoto(id, { underWay: false, ...faultOf(error) })
    if (error instanceof ApiError && error.status === 401) throw SIGNED_OUT
    return undefined
  }
}

async function upload({ id, picked, uploadKey: key }: BoxedPhoto, token: string): Promise<string> {
  const onProgress = (percent: number) => changePhoto(id, { percent: Math.min(percent, 99) })
  return (await uploadPhoto(picked, { token, key, onProgress })).id
}

function faultOf(error: unknown): Pick<BoxedPhoto, 'error' | 'mayRetry'> {
  if (!(error instanceof ApiError) || error.status === 401) return { error: photoWords.stillToSend, mayRetry: true }
  const mayRetry = error.mayHaveArrived || error.failure === 'too_many'
  return { error: error.failure === 'offline' ? photoWords.stillToSend : error.message, mayRetry }
}

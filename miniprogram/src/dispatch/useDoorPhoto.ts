import { useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { newIdempotencyKey } from '../api/idempotencyKey.ts'
import type { Picked } from '../photos/pickPhotos.ts'
import { uploadPhoto } from '../photos/uploadPhoto.ts'
import { photoWords } from '../photos/words.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { sendSteps } from './outbox.ts'

/** A picture of the door on its way. With `error` it waits for the helper. */
export interface DoorPhoto {
  /** 0 to 100; absent while nothing is on its way. */
  percent?: number
  error?: string
  mayRetry: boolean
  send(picked: Picked, withoutCode: string | undefined): void
  retry(): void
}

interface Attempt {
  picked: Picked
  withoutCode: string | undefined
  /** Keys of the two writes; kept over tries, so that each counts once. */
  uploadKey: string
  handOverKey: string
  photoId?: string
}

/** Sends one photo, then hands over with it; steps that wait for a line go before. */
export function useDoorPhoto(code: string, onDone: (reply: string) => void): DoorPhoto {
  const { me, token, signedOut } = useSignedIn()
  const [state, setState] = useState<Pick<DoorPhoto, 'percent' | 'error' | 'mayRetry'>>({ mayRetry: false })
  const attempt = useRef<Attempt>()

  const go = async (one: Attempt) => {
    setState({ percent: 0, mayRetry: false })
    try {
      const onProgress = (percent: number) => setState({ percent: Math.min(percent, 99), mayRetry: false })
      one.photoId ??= (await uploadPhoto(one.picked, { token, key: one.uploadKey, onProgress })).id
      setState({ percent: 100, mayRetry: false })
      await sendSteps(me.id, token)
      const body = { photoId: one.photoId, ...(one.withoutCode === undefined ? {} : { withoutCode: one.withoutCode }) }
      const { reply } = await call('handOverTask', { token, key: one.handOverKey, params: { code }, body })
      onDone(reply)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return signedOut()
      setState(faultOf(error))
    }
  }
  return {
    ...state,
    send: (picked, withoutCode) => {
      void Promise.all([newIdempotencyKey(), newIdempotencyKey()]).then(([uploadKey, handOverKey]) => {
        attempt.current = { picked, withoutCode, uploadKey, handOverKey }
        return go(attempt.current)
      })
    },
    retry: () => void (attempt.current && go(attempt.current)),
  }
}

function faultOf(error: unknown): Pick<DoorPhoto, 'error' | 'mayRetry'> {
  if (!(error instanceof ApiError)) return { error: photoWords.notSent, mayRetry: true }
  const mayRetry = error.mayHaveArrived || error.failure === 'too_many'
  return { error: error.failure === 'offline' ? photoWords.notSent : error.message, mayRetry }
}

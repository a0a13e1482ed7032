import { useCallback, useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { newIdempotencyKey } from '../api/idempotencyKey.ts'
import type { RequestView } from '../api/routes.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import type { Picked } from './pickPhotos.ts'
import { uploadPhoto } from './uploadPhoto.ts'
import { photoWords } from './words.ts'

/** One photo on its way. With `error` it waits for the person: another try, or to be let go. */
export interface Sending {
  id: string
  /** 0 to 100; 100 means that it arrived and is being put to the request. */
  percent: number
  error?: string
  /** Another try may help; a file that is no photo stays none. */
  mayRetry: boolean
}

interface Attempt {
  picked: Picked
  /** Keys of the two writes; kept over tries, so that each counts once. */
  uploadKey: string
  putKey: string
  photoId?: string
}

export interface AddPhotos {
  sending: Sending[]
  add(picked: Picked[]): void
  retry(id: string): void
  drop(id: string): void
}

/** Sends photos one after another and puts each to the request. @param onDone the request as it is with the photo */
export function useAddPhotos(code: string, onDone: (request: RequestView) => void): AddPhotos {
  const { token, signedOut } = useSignedIn()
  const [sending, setSending] = useState<Sending[]>([])
  const attempts = useRef(new Map<string, Attempt>())
  const line = useRef<Promise<void>>(Promise.resolve())
  const done = useRef(onDone)
  done.current = onDone

  const change = useCallback((id: string, parts: Partial<Sending>) => {
    setSending((now) => now.map((one) => (one.id === id ? { ...one, ...parts } : one)))
  }, [])
  const drop = useCallback((id: string) => {
    attempts.current.delete(id)
    setSending((now) => now.filter((one) => one.id !== id))
  }, [])

  const send = useCallback(
    async (id: string) => {
      const attempt = attempts.current.get(id)
      if (attempt === undefined) return
      try {
        const onProgress = (percent: number) => change(id, { percent: Math.min(percent, 99) })
        attempt.photoId ??= (await uploadPhoto(attempt.picked, { token, key: attempt.uploadKey, onProgress })).id
        change(id, { percent: 100 })
        const { photoId, putKey: key } = attempt
        const request = await call('addRequestPhoto', { token, key, params: { code }, body: { photoId } })
        drop(id)
        done.current(request)
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return signedOut()
        change(id, faultOf(error))
      }
    },
    [code, token, signedOut, change, drop],
  )
  const queue = useCallback(
    (id: string) => {
      change(id, { percent: 0, error: undefined })
      line.current = line.current.then(() => send(id))
    },
    [change, send],
  )

  const add = useCallback(
    async (picked: Picked[]) => {
      for (const one of picked) {
        const [id, uploadKey, putKey] = await Promise.all([1, 2, 3].map(newIdempotencyKey))
        if (id === undefined || uploadKey === undefined || putKey === undefined) return
        attempts.current.set(id, { picked: one, uploadKey, putKey })
        setSending((now) => [...now, { id, percent: 0, mayRetry: true }])
        queue(id)
      }
    },
    [queue],
  )
  return { sending, add: (picked) => void add(picked), retry: queue, drop }
}

function faultOf(error: unknown): Pick<Sending, 'error' | 'mayRetry'> {
  if (!(error instanceof ApiError)) return { error: photoWords.notSent, mayRetry: true }
  const mayRetry = error.mayHaveArrived || error.failure === 'too_many'
  return { error: error.failure === 'offline' ? photoWords.notSent : error.message, mayRetry }
}

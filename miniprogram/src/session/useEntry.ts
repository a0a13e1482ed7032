import { useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import type { Faults } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { words } from '../words.ts'
import { useSession } from './SessionProvider.tsx'

type Door = 'openPasswordSession' | 'openCodeSession' | 'acceptInvitation'

export interface Entry {
  busy: boolean
  error: string | undefined
  faults: Faults
  knock(body: Record<string, string>): void
  clear(): void
}

/** One try at one door, by somebody who is not signed in yet; whoever is let in goes on under the token. */
export function useEntry(door: Door): Entry {
  const { goOnWith } = useSession()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<{ error: string; faults: Faults }>()
  const underWay = useRef(false)
  const knock = (body: Record<string, string>) => {
    if (underWay.current) return
    underWay.current = true
    setBusy(true)
    setRefusal(undefined)
    call(door, { body })
      .then(
        ({ token }) => goOnWith(token),
        (error: unknown) =>
          setRefusal(
            error instanceof ApiError
              ? { error: error.message, faults: error.faults }
              : { error: words.unknownError, faults: {} },
          ),
      )
      .finally(() => {
        underWay.current = false
        setBusy(false)
      })
  }
  return { busy, error: refusal?.error, faults: refusal?.faults ?? {}, knock, clear: () => setRefusal(undefined) }
}

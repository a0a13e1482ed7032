import { useCallback, useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import type { Failure, Faults } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import type { CallInput } from '../api/call.ts'
import { newIdempotencyKey } from '../api/idempotencyKey.ts'
import { useUnsaid } from '../api/reach.ts'
import type { Replies, RouteName } from '../api/routes.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { words } from '../words.ts'
import { expectFrom } from './useExpected.ts'

type Input = Pick<CallInput, 'params' | 'query' | 'body'>

export interface Act {
  busy: boolean
  /** A sentence for the person: what went wrong. None while the line is down: that is said on top of the page. */
  error: string | undefined
  /** The code of what went wrong, where a page has more than words for it. */
  failure?: Failure
  /** What is wrong with each field of the form. */
  faults: Faults
  run(input?: Input): void
  /** The person changed something: what was wrong is said no longer. */
  clear(): void
}

const NONE: Faults = {}

/**
 * One write. While it is unknown whether the server has it, another try of the same input carries the same key, so that it
 * counts once; what was typed stays with the form.
 */
export function useAct<Name extends RouteName>(name: Name, onDone: (reply: Replies[Name]) => void): Act {
  const { token, signedOut, lookAgain } = useSignedIn()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ error: string; faults: Faults; failure?: Failure }>()
  const underWay = useRef(false)
  const tried = useRef<{ input: string; key: string }>()
  const done = useRef(onDone)
  done.current = onDone

  const run = useCallback(
    (input: Input = {}) => {
      if (underWay.current) return
      underWay.current = true
      setBusy(true)
      setFailure(undefined)
      const settle = expectFrom(name, input.params?.code)
      void attempt(name, token, input, tried)
        .then(
          (reply) => done.current(reply),
          (error: unknown) => {
            if (error instanceof ApiError && error.status === 401) return signedOut()
            if (error instanceof ApiError && error.status === 403) lookAgain()
            if (!(error instanceof ApiError)) return setFailure({ error: words.unknownError, faults: {} })
            setFailure({ error: error.message, faults: error.faults, failure: error.failure })
          },
        )
        .finally(() => {
          underWay.current = false
          settle()
          setBusy(false)
        })
    },
    [name, token, signedOut, lookAgain],
  )
  const clear = useCallback(() => setFailure(undefined), [])
  const unsaid = useUnsaid()
  const error = failure?.failure === 'offline' && !unsaid ? undefined : failure?.error
  return { busy, error, failure: failure?.failure, faults: failure?.faults ?? NONE, run, clear }
}

async function attempt<Name extends RouteName>(
  name: Name,
  token: string,
  input: Input,
  tried: { current: { input: string; key: string } | undefined },
): Promise<Replies[Name]> {
  const asked = JSON.stringify(input)
  if (tried.current?.input !== asked) tried.current = { input: asked, key: await newIdempotencyKey() }
  try {
    const reply = await call(name, { token, key: tried.current.key, ...input })
    tried.current = undefined
    return reply
  } catch (error) {
    if (error instanceof ApiError && !error.mayHaveArrived) tried.current = undefined
    throw error
  }
}

import type { HintKind } from '@yimin/shared/live/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import type { CallInput } from '../api/call.ts'
import { useReachedAgain } from '../api/reach.ts'
import type { Replies, RouteName } from '../api/routes.ts'
import { useLive } from '../live/useLive.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { useShown } from './useShown.ts'

/** `gone`: it is not there, or not for this person. What was read before stays readable while the line is down. */
export type ReadState = 'loading' | 'ready' | 'offline' | 'failed' | 'gone'

export interface Read<Reply> {
  data: Reply | undefined
  state: ReadState
  refresh(): void
  /** Takes a newer view at once, such as the answer of a write. */
  put(reply: Reply): void
}

const RETRY_MS = 3_000
const SLOWEST_MS = 30_000

/**
 * Reads one route while the page is shown; again every `everyMs` where that is given, and after a failure, more and more
 * slowly. A change of the input begins anew; a 401 asks who is there.
 * @param news kinds of hints at which it is read again at once; then `everyMs` may be long
 */
export function useRead<Name extends RouteName>(
  name: Name,
  input: Pick<CallInput, 'params' | 'query'> = {},
  everyMs?: number,
  news: readonly HintKind[] = [],
): Read<Replies[Name]> {
  const { token, signedOut, lookAgain } = useSignedIn()
  const shown = useShown()
  const [data, setData] = useState<Replies[Name]>()
  const [state, setState] = useState<ReadState>('loading')
  const [round, setRound] = useState(0)
  // Counts what this page learned by its own writes: an older answer still under way must not undo it.
  const learned = useRef(0)
  const readAgain = useRef<() => void>()
  const asked = JSON.stringify(input)

  useEffect(() => {
    setData(undefined)
    setState('loading')
  }, [name, asked])

  useEffect(() => {
    if (!shown) return
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let pause = everyMs ?? RETRY_MS
    let reading = false
    let stale = false
    const read = async () => {
      reading = true
      stale = false
      let failed = false
      const before = learned.current
      try {
        const reply = await call(name, { token, ...(JSON.parse(asked) as CallInput) })
        if (stopped) return
        if (before === learned.current) setData(reply)
        setState('ready')
        pause = everyMs ?? RETRY_MS
      } catch (error) {
        if (stopped) return
        if (error instanceof ApiError && error.status === 401) return signedOut()
        if (error instanceof ApiError && error.status === 403) lookAgain()
        const next = stateAfter(error)
        setState(next)
        if (next === 'gone') return
        pause = Math.min(pause * 2, SLOWEST_MS)
        failed = true
      }
      reading = false
      // News that came while the answer was on its way may not stand in it.
      if (stale) timer = setTimeout(read, 0)
      else if (failed || everyMs !== undefined) timer = setTimeout(read, pause)
    }
    readAgain.current = () => {
      stale = true
      if (reading) return
      clearTimeout(timer)
      void read()
    }
    void read()
    return () => {
      stopped = true
      if (timer !== undefined) clearTimeout(timer)
    }
  }, [name, asked, token, shown, round, everyMs, signedOut, lookAgain])

  const onNews = useCallback(() => readAgain.current?.(), [])
  useLive(token, shown, news, onNews)

  const refresh = useCallback(() => setRound((now) => now + 1), [])
  useReachedAgain(refresh)
  const put = useCallback((reply: Replies[Name]) => {
    learned.current += 1
    setData(reply)
    setState('ready')
  }, [])
  return { data, state, refresh, put }
}

/** Where a read stands after it failed. */
export function stateAfter(error: unknown): ReadState {
  if (!(error instanceof ApiError)) return 'failed'
  if (error.failure === 'offline') return 'offline'
  return error.status === 404 || error.status === 403 ? 'gone' : 'failed'
}

import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { useReachedAgain } from '../api/reach.ts'
import type { RequestView } from '../api/routes.ts'
import { useLive } from '../live/useLive.ts'

/** News come by themselves; this only finds what they have missed. */
const EVERY_MS = 30_000
const RETRY_MS = 3_000
const SLOWEST_MS = 15_000
const NEWS = ['request'] as const

export interface MyRequests {
  items: RequestView[]
  state: 'loading' | 'ready' | 'offline' | 'failed'
  hasMore: boolean
  loadingMore: boolean
  /** Takes a newer view of one request at once, without waiting for the next poll. */
  put(request: RequestView): void
  refresh(): void
  more(): void
}

/**
 * My requests, newest first: asked for again when something is new, besides every 30 s while the page is shown, sooner and then
 * more slowly while nothing comes back.
 * @param onSignedOut the server no longer knows the token
 */
export function useMyRequests(token: string, shown: boolean, onSignedOut: () => void): MyRequests {
  const [items, setItems] = useState<RequestView[]>([])
  const [state, setState] = useState<MyRequests['state']>('loading')
  const [cursor, setCursor] = useState<string | null>(null)
  const [loadingMore, setLoadingMore] = useState(false)
  const [round, setRound] = useState(0)
  const paged = useRef(false)
  // Counts what this page itself learned since: an older answer still under way must not undo it.
  const learned = useRef(0)
  const readAgain = useRef<() => void>()

  const fail = useCallback(
    (error: unknown) => {
      if (error instanceof ApiError && error.status === 401) onSignedOut()
      else setState(error instanceof ApiError && error.failure === 'offline' ? 'offline' : 'failed')
    },
    [onSignedOut],
  )

  useEffect(() => {
    if (!shown) return
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let retry = RETRY_MS
    let reading = false
    let stale = false
    const poll = async () => {
      reading = true
      stale = false
      let pause = EVERY_MS
      const before = learned.current
      try {
        const page = await call('listMyRequests', { token })
        if (stopped) return
        if (before === learned.current) setItems((old) => merge(page.items, old))
        if (!paged.current) setCursor(page.nextCursor)
        setState('ready')
        retry = RETRY_MS
      } catch (error) {
        if (stopped) return
        fail(error)
        pause = retry = Math.min(retry * 2, SLOWEST_MS)
      }
      reading = false
      // News that came while the answer was on its way may not stand in it.
      timer = setTimeout(poll, stale ? 0 : pause)
    }
    readAgain.current = () => {
      stale = true
      if (reading) return
      clearTimeout(timer)
      void poll()
    }
    void poll()
    return () => {
      stopped = true
      if (timer !== undefined) clearTimeout(timer)
    }
  }, [token, shown, round, fail])

  const onNews = useCallback(() => readAgain.current?.(), [])
  useLive(token, shown, NEWS, onNews)

  const put = useCallback((request: RequestView) => {
    learned.current += 1
    setItems((old) => merge([request], old))
  }, [])

  const more = useCallback(() => {
    if (cursor === null) return
    paged.current = true
    setLoadingMore(true)
    call('listMyRequests', { token, query: { cursor } })
      .then((page) => {
        setItems((old) => merge(old, page.items))
        setCursor(page.nextCursor)
      }, fail)
      .finally(() => setLoadingMore(false))
  }, [cursor, token, fail])

  const refresh = useCallback(() => setRound((now) => now + 1), [])
  useReachedAgain(refresh)
  return { items, state, hasMore: cursor !== null, loadingMore, put, refresh, more }
}

/** Both lists as one, newest request first; where both know a request, the first list is right. */
function merge(first: RequestView[], second: RequestView[]): RequestView[] {
  const byCode = new Map([...second, ...first].map((request) => [request.code, request]))
  return [...byCode.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

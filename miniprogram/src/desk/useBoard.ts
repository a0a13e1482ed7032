import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { useReachedAgain } from '../api/reach.ts'
import type { Replies } from '../api/routes.ts'
import type { BoardRequest } from '../api/routes/desk.ts'
import { stateAfter } from '../hooks/useRead.ts'
import type { ReadState } from '../hooks/useRead.ts'
import { useShown } from '../hooks/useShown.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { useFreshened } from './freshen.ts'
import { EVERY_MS } from './useDesk.ts'

/** What is looked for, as the query of the route. */
export type BoardFilter = Partial<
  Record<'status' | 'owner' | 'category' | 'zone' | 'late' | 'urgent' | 'q' | 'sort', string>
>

export interface Board {
  items: readonly BoardRequest[]
  state: ReadState
  hasMore: boolean
  more(): void
  refresh(): void
}

/** The server gives so many at once; so many are shown before somebody asks for more. */
const PAGE = 100
const AT_FIRST = 1_000

/** All requests that fit a filter, page after page; read again at every news, else every quarter of a minute, less often where there are many. */
export function useBoard(filter: BoardFilter): Board {
  const { token, signedOut, lookAgain } = useSignedIn()
  const shown = useShown()
  const [board, setBoard] = useState<{ items: BoardRequest[]; hasMore: boolean }>({ items: [], hasMore: false })
  const [state, setState] = useState<ReadState>('loading')
  const [most, setMost] = useState(AT_FIRST)
  const [round, setRound] = useState(0)
  const asked = JSON.stringify(filter)

  useEffect(() => {
    setBoard({ items: [], hasMore: false })
    setState('loading')
    setMost(AT_FIRST)
  }, [asked])

  useEffect(() => {
    if (!shown) return
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      let pages = 1
      try {
        const items: BoardRequest[] = []
        let cursor: string | null = ''
        while (cursor !== null && items.length < most) {
          const query: Record<string, string> = { ...(JSON.parse(asked) as BoardFilter), limit: String(PAGE) }
          const page: Replies['listRequests'] = await call('listRequests', {
            token,
            query: cursor === '' ? query : { ...query, cursor },
          })
          if (stopped) return
          items.push(...page.items)
          cursor = page.nextCursor
          pages += 1
          // What is already there stays until the whole is known; an empty board fills page by page.
          setBoard((now) => (now.items.length < items.length ? { items: [...items], hasMore: cursor !== null } : now))
        }
        setBoard({ items, hasMore: cursor !== null })
        setState('ready')
      } catch (error) {
        if (stopped) return
        if (error instanceof ApiError && error.status === 401) return signedOut()
        if (error instanceof ApiError && error.status === 403) lookAgain()
        setState(stateAfter(error))
      }
      timer = setTimeout(read, EVERY_MS * Math.ceil(pages / 2))
    }
    void read()
    return () => {
      stopped = true
      if (timer !== undefined) clearTimeout(timer)
    }
  }, [asked, token, shown, round, most, signedOut, lookAgain])

  const refresh = useCallback(() => setRound((now) => now + 1), [])
  useFreshened(refresh)
  useReachedAgain(refresh)
  const more = useCallback(() => setMost((now) => now + AT_FIRST), [])
  return { ...board, state, more, refresh }
}

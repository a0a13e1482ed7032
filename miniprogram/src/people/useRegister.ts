import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { useReachedAgain } from '../api/reach.ts'
import type { RegisterLine } from '../api/routes/office.ts'
import { stateAfter } from '../hooks/useRead.ts'
import type { ReadState } from '../hooks/useRead.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'

export interface RegisterFilter {
  search: string
  role: string | undefined
  unverifiedOnly: boolean
}

export interface Register {
  items: RegisterLine[]
  state: ReadState
  mayRegister: boolean
  more?: () => void
  refresh(): void
}

/** While somebody writes, each letter is not a question yet. */
const PAUSE_MS = 250

function queryOf({ search, role, unverifiedOnly }: RegisterFilter): Record<string, string> {
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(role === undefined ? {} : { role }),
    ...(unverifiedOnly ? { verified: 'no' } : {}),
  }
}

/** The lines that fit the filter, a page more at a time; an answer that comes after a newer question is thrown away. */
export function useRegister(filter: RegisterFilter): Register {
  const { token, signedOut, lookAgain } = useSignedIn()
  const [items, setItems] = useState<RegisterLine[]>([])
  const [cursor, setCursor] = useState<string>()
  const [mayRegister, setMay] = useState(false)
  const [state, setState] = useState<ReadState>('loading')
  const [round, setRound] = useState(0)
  const asked = JSON.stringify(queryOf(filter))
  const newest = useRef('')

  const read = useCallback(
    async (from?: string) => {
      newest.current = `${asked} ${from ?? ''}`
      const mine = newest.current
      try {
        const query = {
          ...(JSON.parse(asked) as Record<string, string>),
          ...(from === undefined ? {} : { cursor: from }),
        }
        const page = await call('listPeople', { token, query })
        if (mine !== newest.current) return
        setItems((known) => (from === undefined ? page.items : [...known, ...page.items]))
        setCursor(page.nextCursor ?? undefined)
        setMay(page.abilities.register)
        setState('ready')
      } catch (error) {
        if (mine !== newest.current) return
        if (error instanceof ApiError && error.status === 401) return signedOut()
        if (error instanceof ApiError && error.status === 403) lookAgain()
        setState(stateAfter(error))
      }
    },
    [asked, token, signedOut, lookAgain],
  )
  useEffect(() => {
    const timer = setTimeout(() => void read(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [read, round])
  const refresh = useCallback(() => setRound((now) => now + 1), [])
  useReachedAgain(refresh)
  return { items, state, mayRegister, refresh, ...(cursor !== undefined && { more: () => void read(cursor) }) }
}

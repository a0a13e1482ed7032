import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/call.ts'
import type { Asker } from '../../api/routes/desk.ts'
import { useSignedIn } from '../../session/SessionProvider.tsx'

export interface Known {
  items: readonly Asker[]
  /** Enter: the first of them, as soon as they are there; nobody where the name is new. */
  takeFirst(): void
}

const SETTLED_MS = 200

/**
 * Whom the station knows by this name.
 * @param named the name was read from a sentence: where exactly one person is called so, she is taken without a key
 */
export function useKnown(name: string, named: boolean, onTaken: (asker: Asker) => void): Known {
  const { token } = useSignedIn()
  const [found, setFound] = useState<{ q: string; items: readonly Asker[] }>({ q: '', items: [] })
  const taken = useRef(onTaken)
  taken.current = onTaken
  const q = name.trim()
  /** Enter was pressed before the answer was there. */
  const awaited = useRef('')

  useEffect(() => {
    if (q === '') return
    let stopped = false
    const timer = setTimeout(() => {
      call('findAskers', { token, body: { q } }).then(
        ({ items }) => !stopped && setFound({ q, items }),
        // Whoever cannot be looked up is written down as new.
        () => undefined,
      )
    }, SETTLED_MS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [q, token])

  const items = found.q === q ? found.items : []
  useEffect(() => {
    const [first] = items
    const alike = items.filter((one) => one.name === q)
    if (first !== undefined && awaited.current === q) taken.current(first)
    else if (named && alike.length === 1 && alike[0] !== undefined) taken.current(alike[0])
  }, [found, named])

  const takeFirst = () => {
    const [first] = items
    awaited.current = q
    if (first !== undefined) taken.current(first)
  }
  return { items, takeFirst }
}

import { useEffect, useRef, useSyncExternalStore } from 'react'

/** How the server was reached last. `unsent`: something that a person sent is not known to have arrived. */
export type Reach = 'up' | 'down' | 'unsent'

let reach: Reach = 'up'
const listeners = new Set<() => void>()

function put(next: Reach): void {
  if (next === reach) return
  reach = next
  listeners.forEach((tell) => tell())
}

/** An answer came, whatever it says. */
export function noteAnswer(): void {
  put('up')
}

/** No answer came. What was not sent stays unsent until the line is back, however many readings fail after it. */
export function noteSilence(wasSent: boolean): void {
  put(wasSent ? 'unsent' : reach === 'unsent' ? 'unsent' : 'down')
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useReach(): Reach {
  return useSyncExternalStore(subscribe, () => reach)
}

/**
 * Whether a write that got no answer must be told of beside what was tapped: on top of the page it is said only until
 * any answer comes, and that may be the answer to something else.
 */
export function useUnsaid(): boolean {
  return useReach() === 'up'
}

/** Reads at once when the line is back, instead of at the next turn. */
export function useReachedAgain(read: () => void): void {
  const now = useReach()
  const before = useRef(now)
  useEffect(() => {
    if (before.current !== 'up' && now === 'up') read()
    before.current = now
  }, [now, read])
}

import { useEffect } from 'react'

const listeners = new Set<() => void>()

/** Something at the station has changed: whatever the desk shows is read again. The one place where a hint of news calls. */
export function freshen(): void {
  listeners.forEach((read) => read())
}

/** Reads again whenever something has changed. */
export function useFreshened(read: () => void): void {
  useEffect(() => {
    listeners.add(read)
    return () => void listeners.delete(read)
  }, [read])
}

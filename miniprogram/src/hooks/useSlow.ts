import { useEffect, useState } from 'react'

/** After this long, somebody who waits begins to doubt. */
const SLOW_MS = 5_000

/** Whether what is waited for takes long: then the page says so. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!waiting) return
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [waiting])
  return slow
}

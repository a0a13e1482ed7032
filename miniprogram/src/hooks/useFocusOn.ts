import { useEffect, useRef } from 'react'

/** Calls `focus` whenever the value changes to another one; not for the first. */
export function useFocusOn(value: number | undefined, focus: () => void): void {
  const was = useRef(value)
  useEffect(() => {
    if (was.current !== value) focus()
    was.current = value
    // What is focused hangs on nothing else.
  }, [value])
}

import { useId } from 'react'

/** An id that no other element has: not on this page, and not on those that are kept under it. Fit for a selector. */
export function useOwnId(): string {
  return `own${useId().replace(/:/g, '')}`
}

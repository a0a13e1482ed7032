import type { RouteName } from '../api/routes.ts'
import type { CallInput } from '../api/call.ts'
import { useRead } from '../hooks/useRead.ts'
import type { Read } from '../hooks/useRead.ts'
import type { Replies } from '../api/routes.ts'
import { useFreshened } from './freshen.ts'

/** Hints of news come at once; this is the net below them. */
export const EVERY_MS = 15_000

/** A view of the desk: read again every quarter of a minute, and at once when something has changed. */
export function useDeskRead<Name extends RouteName>(
  name: Name,
  input: Pick<CallInput, 'params' | 'query'> = {},
): Read<Replies[Name]> {
  const read = useRead(name, input, EVERY_MS)
  useFreshened(read.refresh)
  return read
}

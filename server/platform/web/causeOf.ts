import type { RouteInput } from './serve.ts'

/** One call of one person is one cause: the same key again changes nothing, and another's same key is another cause. */
export function causeOf({ caller, request: { key, id } }: Pick<RouteInput, 'caller' | 'request'>): string {
  return `app.${caller.personId ?? ''}.${key ?? id}`
}

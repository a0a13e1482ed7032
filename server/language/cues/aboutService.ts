import type { Intent } from '@yimin/shared/language/frame'

/** Talk about a service that is on its way, done or no longer wanted. */
export const ABOUT_SERVICE: ReadonlySet<Intent> = new Set([
  'accept',
  'release',
  'status',
  'complete',
  'feedback',
  'cancel',
])

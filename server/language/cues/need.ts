import type { Category, Group, Intent } from '@yimin/shared/language/frame'

/** What a message tells of those it speaks of, before it is judged which of them are to be served. */
export interface Need {
  text: string
  intent: Intent
  category: Category | undefined
  /** All that its words name, the served and those that are only mentioned. */
  named: ReadonlySet<Group>
  /** Ages told, in years. */
  ages: readonly number[]
}

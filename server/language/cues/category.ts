import type { Category } from '@yimin/shared/language/frame'
import { CATEGORY_CUES } from '../lexicons/categoryCues.ts'

export type CategoryScores = ReadonlyMap<Category, number>

/** How strongly the words speak for each kind of help or matter. */
export function scoreCategories(text: string): Map<Category, number> {
  const scores = new Map<Category, number>()
  for (const [category, weight, cue] of CATEGORY_CUES) {
    if (cue.test(text)) scores.set(category, (scores.get(category) ?? 0) + weight)
  }
  return scores
}

/** The best of the allowed kinds, or undefined. */
export function bestCategory(
  scores: CategoryScores,
  allowed: (category: Category) => boolean = () => true,
): Category | undefined {
  let best: Category | undefined
  let top = 0
  for (const [category, score] of scores) {
    if (score > top && allowed(category)) {
      best = category
      top = score
    }
  }
  return best
}

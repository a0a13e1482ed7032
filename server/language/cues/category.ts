import type { Category } from '@yimin/shared/language/frame'
import { CATEGORY_CUES } from '../lexicons/categoryCues.ts'
import { PatternSet } from '../patterns/patternSet.ts'

const patterns = new PatternSet(CATEGORY_CUES.map(([, , cue]) => cue))

export type CategoryScores = ReadonlyMap<Category, number>

/** The signs of kinds of help or matters: which of them are there (their places in the list of all), and how strongly they speak for each. */
export function readCategories(text: string): { categories: Map<Category, number>; told: number[] } {
  const categories = new Map<Category, number>()
  const told = patterns.matching(text)
  for (const one of told) {
    const [category, weight] = CATEGORY_CUES[one] as (typeof CATEGORY_CUES)[number]
    categories.set(category, (categories.get(category) ?? 0) + weight)
  }
  return { categories, told }
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

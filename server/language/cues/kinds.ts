import type { Category } from '@yimin/shared/language/frame'

/** Things that are brought or fetched. */
export const GOODS: ReadonlySet<Category> = new Set([
  'produce',
  'daily_goods',
  'meal',
  'medicine',
  'parcel',
  'recycling',
])

/** Deeds that people ask for in so many words. */
export const SERVICES: ReadonlySet<Category> = new Set([
  'repair',
  'housekeeping',
  'nursing',
  'escort',
  'companionship',
  'counselling',
  'childcare',
  'digital',
  'errand',
])

/** All that a helper can do for somebody. */
export const HELP: ReadonlySet<Category> = new Set([...SERVICES, ...GOODS])

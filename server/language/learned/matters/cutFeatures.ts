import type { Address, Category, Intent } from '@yimin/shared/language/frame'
import { named, type FeatureList } from '../features.ts'
import type { Cut } from './cuts.ts'

/** What one side of a cut is read as when it stands alone. */
export interface Side {
  intent: Intent
  category: Category | undefined
  /** 0 to 1. */
  belief: number
  address: Address | undefined
  /** How many goods it names that are not refused. */
  goods: number
  hasTime: boolean
  length: number
}

const bandOf = (belief: number): number => [0.4, 0.6, 0.8, 0.95].filter((from) => belief >= from).length
const lengthOf = (length: number): number => Math.min(6, Math.floor(Math.log2(length + 1)))

/** What speaks for and against two matters at a cut: the marks and words there, and what both sides and the whole are read as. */
export function cutFeatures(cut: Cut, whole: Side, one: Side, two: Side): FeatureList {
  const names = [
    `mark ${cut.mark}`,
    `lead ${cut.lead ?? 'none'}`,
    `mark ${cut.mark} ${cut.lead ? 'led' : 'bare'}`,
    `one ${one.intent} ${bandOf(one.belief)}`,
    `two ${two.intent} ${bandOf(two.belief)}`,
    `pair ${one.intent} ${two.intent}`,
    `pair ${one.intent} ${two.intent} ${Math.min(bandOf(one.belief), bandOf(two.belief))} ${cut.mark} ${cut.lead ? 'led' : 'bare'}`,
    `weakest ${Math.min(bandOf(one.belief), bandOf(two.belief))}`,
    `whole ${whole.intent === one.intent ? 'one' : ''}${whole.intent === two.intent ? 'two' : ''} ${bandOf(whole.belief)}`,
    `kinds ${kindsOf(one, two)} ${one.intent === two.intent ? 'same' : 'other'}`,
    `doors ${doorsOf(one, two)} ${one.intent === two.intent ? 'same' : 'other'}`,
    `goods ${Math.min(2, one.goods)} ${Math.min(2, two.goods)} ${kindsOf(one, two)}`,
    `doors ${doorsOf(one, two)} goods ${Math.min(1, one.goods)} ${Math.min(1, two.goods)}`,
    `times ${one.hasTime ? 1 : 0} ${two.hasTime ? 1 : 0}`,
    `long ${lengthOf(one.length)}`,
    `long two ${lengthOf(two.length)}`,
    `only slots ${two.goods === 0 && two.belief < 0.6 ? 1 : 0} ${two.address || two.hasTime ? 1 : 0}`,
  ]
  const buckets = [...new Set(names.map((name) => named(`cut ${name}`)))]
  return { buckets, values: buckets.map(() => 1) }
}

function kindsOf(one: Side, two: Side): string {
  if (!one.category || !two.category) return 'unknown'
  return one.category === two.category ? 'same' : 'other'
}

function doorsOf(one: Side, two: Side): string {
  if (!one.address && !two.address) return 'none'
  if (!one.address) return 'two'
  if (!two.address) return 'one'
  return JSON.stringify(one.address) === JSON.stringify(two.address) ? 'same' : 'other'
}

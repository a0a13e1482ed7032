import type { Category, Item, When } from '@yimin/shared/language/frame'
import type { Missing, Place } from './request.model.ts'

/** Goods that somebody has to buy: without a quantity or a sum nobody knows how much to bring. */
const BOUGHT: readonly Category[] = ['produce', 'daily_goods', 'meal', 'medicine']
/** Help at an hour that the helper must keep free. */
const BY_APPOINTMENT: readonly Category[] = ['escort', 'childcare']
/** Nobody comes to a door for these. */
const WITHOUT_DOOR: readonly Category[] = ['culture', 'volunteering', 'legal', 'welfare', 'counselling', 'governance']

/** Goods are named and counted for it. */
export function isBought(request: { category: Category }): boolean {
  return BOUGHT.includes(request.category)
}

export interface Asked {
  category: Category
  items: Item[]
  budgetFen?: number
  when?: When
  passedWhen?: When
  place: Place
}

/**
 * What must still be known before anybody can go; nothing that a helper can find out on the way.
 * Order of the list = order in the one question.
 */
export function missingOf(asked: Asked): Missing[] {
  const missing: Missing[] = []
  const bought = BOUGHT.includes(asked.category)
  if (bought && asked.items.length === 0) missing.push('what')
  if (!asked.place.building && !asked.place.place && !WITHOUT_DOOR.includes(asked.category)) missing.push('address')
  if (
    bought &&
    asked.items.length > 0 &&
    asked.budgetFen === undefined &&
    asked.items.every((item) => item.quantity === undefined)
  ) {
    missing.push('quantity')
  }
  if (!asked.when && (BY_APPOINTMENT.includes(asked.category) || wishIsOver(asked))) missing.push('time')
  return missing
}

/** A time was named, and it was over when it was named: silence about it would be a broken promise. */
export function wishIsOver({ when, passedWhen = {} }: Pick<Asked, 'when' | 'passedWhen'>): boolean {
  return when === undefined && (passedWhen.to !== undefined || passedWhen.from !== undefined)
}

import type { Intent } from '@yimin/shared/language/frame'

/**
 * Signs of what a message is for, with their weights; matched on the marked text, where {T} is a time, {D} an address,
 * {M} money, {P} a phone, {C} a request's code, {G} goods, {Q} a quantity, {K} a pick-up code, {Y} a past time, {R} a price
 * per item. Each sign counts once; the weights are hand-set: 4 decides alone, 1 only supports.
 */
export type IntentCues = Readonly<Partial<Record<Intent, readonly (readonly [weight: number, source: string])[]>>>

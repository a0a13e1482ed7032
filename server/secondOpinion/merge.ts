import type { Address, Category, Intent, ReadFrame } from '@yimin/shared/language/frame'
import type { Slots, Supported } from './support.ts'

/** What came of an answer, for the figures. */
export type Verdict = 'agreed' | 'filled' | 'raised' | 'nothing' | 'differs'

export interface Merged {
  frame: ReadFrame
  verdict: Verdict
}

/**
 * The intents of which may be spoken at all, by how much they ask of people. None of them moves what stands in the record: a request
 * that was hardly understood waits for a worker, the others are told to one. An opinion may raise, never lower.
 */
const WEIGHT: Partial<Record<Intent, number>> = { other: 0, status: 1, consult: 2, report: 2, register: 2, request: 3 }

/** What each intent may be filled with. */
const FILLS: Partial<Record<Intent, readonly (keyof Slots)[]>> = {
  request: ['category', 'items', 'budget', 'address', 'when', 'groups'],
  register: ['category', 'when'],
  report: ['category', 'address'],
  consult: ['category'],
}
const GOODS: ReadonlySet<Category> = new Set(['produce', 'daily_goods', 'meal', 'medicine', 'parcel', 'recycling'])

/** True for what may be asked about and answered with. */
export function isHarmless(intent: Intent): boolean {
  return WEIGHT[intent] !== undefined
}

/**
 * The reader's frame with the supported answer laid under it. The reader wins where it has said something, the belief stays below the
 * floor, so that a person looks at the draft; only where both say the same and nothing was added is it raised to the floor.
 */
export function merge(local: ReadFrame, intent: Intent | undefined, answer: Supported, floor: number): Merged {
  const meant = intent ?? local.intent
  if (meant !== local.intent && !mayRaise(local.intent, meant, answer)) return { frame: local, verdict: 'differs' }
  const fresh = fillingOf(local, meant, answer.slots)
  const frame: ReadFrame = { ...local, ...fresh, intent: meant, confidence: local.confidence }
  if (meant !== local.intent) return { frame, verdict: 'raised' }
  if (Object.keys(fresh).length > 0) return { frame, verdict: 'filled' }
  const agreed = intent === local.intent && local.intent !== 'other' && answer.whole && saysTheSame(local, answer.slots)
  return agreed ? { frame: { ...local, confidence: floor }, verdict: 'agreed' } : { frame: local, verdict: 'nothing' }
}

/** Small talk becomes a request only by something that is wanted, stands in the message, and came with nothing made up. */
function mayRaise(from: Intent, to: Intent, { slots, whole }: Supported): boolean {
  if (!whole || (WEIGHT[to] ?? -1) <= (WEIGHT[from] ?? Infinity)) return false
  const { category, items, address, when, budget } = slots
  if (to !== 'request') return true
  return (
    category !== undefined && category !== 'other' && [items, address, when, budget].some((slot) => slot !== undefined)
  )
}

function fillingOf(local: ReadFrame, intent: Intent, slots: Slots): Slots {
  const fills = FILLS[intent] ?? []
  const isOpen = (field: keyof Slots) =>
    fills.includes(field) && local[field] === undefined && slots[field] !== undefined
  const { items, budget, when, groups } = slots
  const category = fills.includes('category') && hasNoKind(local) && !hasNoKind(slots) ? slots.category : undefined
  const kind = category ?? local.category
  const address = fills.includes('address') ? addressBeside(local.address, slots.address) : undefined
  return {
    ...(category && { category }),
    ...(isOpen('items') && kind && GOODS.has(kind) && { items }),
    ...(isOpen('budget') && { budget }),
    ...(address && { address }),
    ...(isOpen('when') && { when }),
    ...(isOpen('groups') && { groups }),
  }
}

/** `other` is how the reader says that the text does not tell. */
const hasNoKind = ({ category }: Slots): boolean => category === undefined || category === 'other'

/** Both parts together where they do not contradict each other. Undefined where the answer adds nothing. */
function addressBeside(local: Address = {}, said: Address = {}): Address | undefined {
  const parts = Object.keys(said) as (keyof Address)[]
  if (parts.some((part) => local[part] !== undefined && local[part] !== said[part])) return undefined
  return parts.some((part) => local[part] === undefined) ? { ...said, ...local } : undefined
}

/** Kind, goods and amounts, money, time and place. A door may have been masked, so only what both name of it is compared. */
function saysTheSame(local: ReadFrame, said: Slots): boolean {
  const names = ({ items = [] }: Slots) => items.map(({ name, quantity = 0 }) => `${name} ${quantity}`).join('、')
  const time = ({ when }: Slots) => [when?.from, when?.to, when?.asap].join()
  const house = ({ address }: Slots) => [address?.place, address?.zone, address?.building].join()
  return (
    !hasNoKind(local) &&
    local.category === said.category &&
    names(local) === names(said) &&
    local.budget === said.budget &&
    time(local) === time(said) &&
    house(local) === house(said)
  )
}

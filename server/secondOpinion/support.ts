import type { Address, Frame, Group, Item } from '@yimin/shared/language/frame'
import { GROUP_CUES } from './groupCues.ts'
import type { Masked } from './mask.ts'
import { numbersIn, spokenNumber } from './numbers.ts'
import type { Answer } from './readAnswer.ts'
import { supportedWhen } from './supportWhen.ts'

export type Slots = Pick<Frame, 'category' | 'items' | 'budget' | 'address' | 'when' | 'groups'>

export interface Supported {
  slots: Slots
  /** Nothing of the answer had to be left out. */
  whole: boolean
}

/** What the asked one saw, made comparable. */
interface Seen {
  masked: Masked
  plain: string
  numbers: ReadonlySet<number>
}

const MONEY = /[元块钱]|预算|以内|￥|¥/u
const PARTS = ['place', 'zone', 'building', 'unit', 'floor', 'room'] as const
const NUMERAL = /^[零〇一二两三四五六七八九十百]+$/u
const PART_VALUE = /^(?:[A-Z]?\d{1,5}[A-Z]?|[A-Z]|[东西南北中甲乙丙丁])$/u

/** Keeps of an answer what stands in the message. Nothing is believed because it was said well. */
export function supportedBy(masked: Masked, now: string, answer: Answer): Supported {
  const seen = { masked, plain: plainOf(masked.text), numbers: numbersIn(masked.text) }
  const { category, items = [], budget, when, groups = [] } = answer
  const heldItems = items.flatMap((item) => supportedItem(item, seen) ?? [])
  const heldBudget = budget !== undefined && seen.numbers.has(budget) && MONEY.test(seen.plain) ? budget : undefined
  const address = supportedAddress(answer.address ?? {}, seen)
  const heldWhen = when && supportedWhen(when, seen.plain, seen.numbers, now)
  const heldGroups = groups.filter((group: Group) => GROUP_CUES[group].test(seen.plain))
  const slots: Slots = {
    ...(category && { category }),
    ...(heldItems.length > 0 && { items: heldItems }),
    ...(heldBudget !== undefined && { budget: heldBudget }),
    ...(Object.keys(address).length > 0 && { address }),
    ...(heldWhen && { when: heldWhen }),
    ...(heldGroups.length > 0 && { groups: heldGroups }),
  }
  const whole =
    heldItems.length === items.length &&
    heldBudget === budget &&
    Object.keys(address).length === PARTS.filter((part) => answer.address?.[part] !== undefined).length &&
    (when === undefined || heldWhen !== undefined) &&
    heldGroups.length === groups.length
  return { slots, whole }
}

function plainOf(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

/** The name as it stands there; an amount only where its number and its measure stand there too. */
function supportedItem({ name, quantity, unit }: Item, { plain, numbers }: Seen): Item | undefined {
  const wanted = plainOf(name)
  if (!/\p{L}/u.test(wanted) || /[【】]/u.test(name) || !plain.includes(wanted)) return undefined
  const isCounted = unit !== undefined && plain.includes(plainOf(unit))
  if (unit !== undefined && !isCounted) return undefined
  // 带瓶醋 is one bottle, though no number stands there.
  if (quantity !== undefined && !numbers.has(quantity) && !(quantity === 1 && isCounted)) return undefined
  return { name: name.trim(), ...(quantity !== undefined && { quantity }), ...(unit !== undefined && { unit }) }
}

function supportedAddress(said: Address, seen: Seen): Address {
  const held: Address = {}
  for (const part of PARTS) {
    const value = said[part]
    const known =
      value === undefined ? undefined : part === 'place' ? supportedPlace(value, seen) : supportedPart(value, seen)
    if (known !== undefined) held[part] = known
  }
  return held
}

function supportedPlace(value: string, { plain }: Seen): string | undefined {
  const name = plainOf(value)
  return /^[\p{L}\p{N}]{2,}$/u.test(name) && plain.includes(name) ? value.trim() : undefined
}

/** A placeholder stands for what was written; a number must stand there itself. */
function supportedPart(value: string, { masked, plain, numbers }: Seen): string | undefined {
  const original = masked.original(value.trim())
  const known = arabic(original ?? value)
  if (!PART_VALUE.test(known)) return undefined
  if (original !== undefined) return known
  return (/^\d+$/.test(known) ? numbers.has(Number(known)) : plain.includes(known)) ? known : undefined
}

function arabic(value: string): string {
  const plain = plainOf(value)
  return NUMERAL.test(plain) ? String(spokenNumber(plain)) : plain
}

import type { Address } from '@yimin/shared/language/frame'

/** Both speak of the same place as far as both say: what one leaves out the other may fill up. */
export function agreesWith(said: Address, known: Address): boolean {
  return (['place', 'zone', 'building', 'unit'] as const).every(
    (part) => said[part] === undefined || known[part] === undefined || said[part] === known[part],
  )
}

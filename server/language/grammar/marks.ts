/**
 * What a grammar has read is replaced in the text by one private character, so that the later grammars and the cues see
 * "a time", "an address" and not its digits. Normalised text holds none of these characters.
 */
export const MARK = {
  time: '\uE001',
  address: '\uE002',
  money: '\uE003',
  phone: '\uE004',
  code: '\uE005',
  goods: '\uE006',
  quantity: '\uE007',
  pickup: '\uE008',
  past: '\uE009',
  price: '\uE00A',
} as const

const NAMES: Readonly<Record<string, string>> = {
  T: MARK.time,
  D: MARK.address,
  M: MARK.money,
  P: MARK.phone,
  C: MARK.code,
  G: MARK.goods,
  Q: MARK.quantity,
  K: MARK.pickup,
  Y: MARK.past,
  R: MARK.price,
}

/** A pattern over marked text; {T} time, {D} address, {M} money, {P} phone, {C} code, {G} goods, {Q} quantity, {K} pick-up code, {Y} past time, {R} price per item. */
export function pattern(source: string, flags = ''): RegExp {
  return new RegExp(
    source.replace(/\{([TDMPCGQKYR])\}/g, (_, name: string) => NAMES[name] ?? ''),
    flags,
  )
}

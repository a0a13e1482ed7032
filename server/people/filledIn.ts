import type { Address } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { filledInWords } from '@yimin/shared/people/words'
import { faultsOfArea } from '../organisations/index.ts'
import type { Station } from '../organisations/index.ts'
import { normalisePhone } from '../platform/vault/index.ts'

/** A mobile number, or a landline with or without its area code. */
const PHONE = /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7})$/
/** People write 2单元 where only the 2 is asked for. */
const UNIT_WORDS = {
  building: /(号楼|栋|楼|号)$/u,
  unit: /(单元|门)$/u,
  floor: /(楼|层)$/u,
  room: /(室|号|户)$/u,
} as const

export function isPhone(text: string): boolean {
  return PHONE.test(normalisePhone(text))
}

/** The digits in the one spelling. Throws `invalid_input` at `path` for what is no number of this country. */
export function checkedPhone(text: string, path: string): string {
  if (isPhone(text)) return normalisePhone(text)
  throw new DomainError('invalid_input', { fields: [{ path, message: filledInWords.phoneWrong }] })
}

/** In the house's own spelling, and on the station's map. Throws `invalid_input` with each faulty field below `path`. */
export function checkedAddress(station: Pick<Station, 'zones'>, filledIn: Address, path: string): Address {
  const address = plainAddress(filledIn)
  const fields = faultsOfArea(station, address, path)
  if (fields.length > 0) throw new DomainError('invalid_input', { fields })
  return address
}

/** An address as a form brings it, in the house's own spelling: digits narrow, no 单元 behind the number, nothing empty. */
export function plainAddress(filledIn: Address): Address {
  const parts = Object.entries(filledIn).map(([part, value]) => {
    const narrow = (value as string).normalize('NFKC').replace(/\s+/gu, '')
    const word = UNIT_WORDS[part as keyof typeof UNIT_WORDS]
    return [part, word ? narrow.replace(word, '') : narrow] as const
  })
  return Object.fromEntries(parts.filter(([, value]) => value !== '')) as Address
}

import type { Address } from '@yimin/shared/language/frame'
import { readAddress } from '../../../../server/language/grammar/addresses/addresses.ts'
import { readMinute } from '../../../../server/language/grammar/times/calendar.ts'
import { readContacts } from '../../../../server/language/grammar/contacts.ts'
import { readTimes } from '../../../../server/language/grammar/times/times.ts'
import { normalise } from '../../../../server/language/normalise/normalise.ts'
import { ADDRESSES } from './cases.ts'

const KEYS: Readonly<Record<string, keyof Address>> = {
  p: 'place',
  z: 'zone',
  b: 'building',
  u: 'unit',
  f: 'floor',
  r: 'room',
}
const NOW = readMinute('2026-11-22T10:00') ?? 0

/** The grammars before this one take times and telephone numbers away, as in a message. */
const addressIn = (text: string): Address | undefined =>
  readAddress(readTimes(readContacts(normalise(text)).text, NOW).text, { address: new Map() }).address

function meant(told: string): Address | undefined {
  if (told === '-') return undefined
  const entries = told.split(' ').map((part) => [KEYS[part.charAt(0)] ?? 'place', part.slice(1)])
  return Object.fromEntries(entries) as Address
}

const cases = ADDRESSES.trim()
  .split('\n')
  .map((line) => line.split(' ⇒ ') as [string, string])

describe('addresses as people write them', () => {
  it('are at least 200', () => expect(cases.length).toBeGreaterThanOrEqual(200))

  it.each(cases)('%s means %s', (text, told) => {
    expect(addressIn(text)).toEqual(meant(told))
  })
})

import { readMentions, toItem } from '../../../../server/language/grammar/goods/items.ts'
import { readMoney } from '../../../../server/language/grammar/money.ts'
import { tokenise } from '../../../../server/language/grammar/goods/tokens.ts'
import { understand } from '../../../../server/language/understand.ts'
import { compileWords } from '../../../../server/language/grammar/addresses/places.ts'
import { readAddress } from '../../../../server/language/grammar/addresses/addresses.ts'
import { normalise } from '../../../../server/language/normalise/normalise.ts'
import { BUDGETS, QUANTITIES } from './cases.ts'

const split = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' ⇒ ') as [string, string])
const quantities = split(QUANTITIES)
const budgets = split(BUDGETS)

const words = compileWords({})

/** `西红柿:2斤` for each thing that is asked for. */
function goodsIn(text: string): string {
  const place = readAddress(normalise(text), words.places)
  const mentions = readMentions(tokenise(readMoney(place.text).text, words.lexicons))
  return mentions
    .filter(({ refused }) => !refused)
    .map(toItem)
    .map(({ name, quantity, unit }) => `${name}:${String(quantity ?? '')}${unit ?? ''}`)
    .join(' ')
}

describe('quantities and money', () => {
  it('are at least 200', () => expect(quantities.length + budgets.length).toBeGreaterThanOrEqual(200))

  it.each(quantities)('%s asks for %s', (text, told) => expect(goodsIn(text)).toBe(normalise(told)))

  it.each(budgets)('%s sets a limit of %s', (text, told) => {
    const { budget } = readMoney(normalise(text))
    expect(budget === undefined ? '-' : String(budget)).toBe(told)
  })
})

describe('a whole order', () => {
  it('keeps money, goods and door apart', () => {
    const frame = understand('五花肉一斤二两 葱一把 五十以内 送6区9栋2单元402', '2026-11-22T10:00')
    expect(frame).toMatchObject({
      intent: 'request',
      items: [
        { name: '五花肉', quantity: 1.2, unit: '斤' },
        { name: '葱', quantity: 1, unit: '把' },
      ],
      budget: 50,
      address: { zone: '6', building: '9', unit: '2', room: '402' },
    })
  })
})

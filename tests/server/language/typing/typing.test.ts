import { asWritten, normalise } from '../../../../server/language/normalise/normalise.ts'
import { understand } from '../../../../server/language/understand.ts'
import { RIGHT, SLIPS } from './cases.ts'

const slips = SLIPS.trim()
  .split('\n')
  .map((line) => line.split(' ⇒ ') as [string, string])
const right = RIGHT.trim().split('\n')

describe('typing and dictation', () => {
  it('has at least 120 cases', () => expect(slips.length + right.length).toBeGreaterThanOrEqual(120))

  it.each(slips)('%s is read as %s', (typed, meant) => expect(normalise(typed)).toBe(meant))

  it.each(right)('%s stays as it is', (text) => expect(normalise(text)).toBe(text))

  it('gives names back in the characters of the speaker', () => {
    expect(asWritten('酱油', '買醬油一瓶')).toBe('醬油')
    expect(asWritten('酱油', '买酱油一瓶')).toBe('酱油')
    expect(asWritten('鸡蛋', '鸡旦十个')).toBe('鸡旦')
  })

  it('reads an order without any mark between its parts', () => {
    expect(understand('帮我买两斤西红柿一把葱送到六区九栋二单元四楼', '2026-11-22T10:00')).toMatchObject({
      intent: 'request',
      items: [
        { name: '西红柿', quantity: 2, unit: '斤' },
        { name: '葱', quantity: 1, unit: '把' },
      ],
      address: { zone: '6', building: '9', unit: '2', floor: '4' },
    })
  })
})

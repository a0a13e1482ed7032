import type { ReadFrame } from '../../../shared/language/frame.ts'
import { faultOf, fuzz } from '../../../server/app/bench/language/fuzz.ts'
import { hostileText, LONG, longTexts, seeded } from '../../../server/app/bench/language/hostileTexts.ts'
import { readOwn } from '../../../server/app/utterances.ts'
import { understand } from '../../../server/language/index.ts'
import { workedMs } from '../../../server/app/bench/workedMs.ts'

const NOW = '2026-07-15T10:00'

describe('whatever arrives', () => {
  it('gives a frame of the contract, and soon, for 20,000 hostile texts and for long ones of every kind', () => {
    const sentences = readOwn('learn').map(({ text }) => text)
    const report = fuzz(sentences, { count: 20_000, seed: 20261122 })
    expect(report.texts).toBeGreaterThan(20_000)
    expect(report.faults).toEqual([])
    expect(report.slow).toEqual([])
  }, 120_000)

  it('tries the same texts again for the same seed, and others for another', () => {
    const some = (seed: number) => {
      const chance = seeded(seed)
      return Array.from({ length: 50 }, () => hostileText(['送两斤西红柿到六区九栋'], chance))
    }
    expect(some(7)).toEqual(some(7))
    expect(some(7)).not.toEqual(some(8))
  })

  it('tries long texts that are really long', () => {
    const made = longTexts(['送两斤西红柿到六区九栋'], seeded(1))
    expect(made.length).toBeGreaterThan(200)
    expect(made.filter(({ text }) => text.length !== LONG)).toEqual([])
  })

  it.each([
    ['an unknown intent', { intent: 'dance', confidence: 1 }],
    ['no confidence', { intent: 'other' }],
    ['small talk with slots', { intent: 'other', budget: 5, confidence: 1 }],
    ['an unknown field', { intent: 'request', confidence: 1, colour: 'red' }],
    ['goods without a name', { intent: 'request', confidence: 1, items: [{ name: '' }] }],
    ['an empty list', { intent: 'request', confidence: 1, groups: [] }],
    ['an empty address', { intent: 'request', confidence: 1, address: {} }],
    ['a day that does not exist', { intent: 'request', confidence: 1, when: { from: '2026-02-30T10:00' } }],
  ])('would find %s at fault', (_, frame) => {
    expect(faultOf(frame as ReadFrame)).toBeDefined()
  })

  it.each(['', ' ', '\n', '😀😀', '\ud800', '\u0000\u0001', '。。。', '[捂脸][捂脸]'])('takes %j for talk', (text) => {
    expect(understand(text, NOW, {}, 'group').intent).toBe('other')
  })

  it('reads without a valid clock, but no times', () => {
    expect(understand('明天送两斤米到3栋', 'yesterday', {}, 'group')).not.toHaveProperty('when')
  })

  it.each([
    '帮我送两斤西红柿到六区九栋',
    '一',
    '1-',
    '第',
    '点',
    '1月',
    '[',
    '@a',
    '的',
    '路园',
    '请通',
    '😀',
    '\ud800',
    '不对',
    '两斤',
  ])('reads 100 kB of %j in linear time', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length))
    understand(text, NOW, {}, 'group')
    const start = workedMs()
    understand(text, NOW, {}, 'group')
    // the budget is 50 ms; a busy machine gets five times that before the test complains
    expect(workedMs() - start).toBeLessThan(250)
  })

  it('answers the same for the same arguments', () => {
    const text = '再来一块豆腐 明天下午送到9-2-402'
    expect(understand(text, NOW, {}, 'private')).toEqual(understand(text, NOW, {}, 'private'))
  })
})

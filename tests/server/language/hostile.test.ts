import { CATEGORIES, INTENTS } from '../../../shared/language/frame.ts'
import { understand, understandAll } from '../../../server/language/index.ts'

const NOW = '2026-07-15T10:00'

/** A small seeded generator, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const PIECES = [
  ...'送买两斤西红柿六区九栋二单元402号楼一点半明天下午周末之前以后不要对了错块钱元以内俩仨各再加取消到哪接火烟摔倒帮我麻烦吗？！，。、 \n\t-:#@$[]（）0123456789AbZ零幺十百千万',
  '\ud83d',
  '\ude00',
  '😀',
  '👨‍👩‍👧',
  '\u0000',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\uE001',
  '\uE00F',
  'é',
  'ﷺ',
  '1️⃣',
  '㈠',
  '½',
  '(((',
  '.*',
  '\\',
  '__proto__',
  'constructor',
  '"',
  '接A102',
  '取件码',
  '13800138000',
  '腊月三十',
  '99-99-9999',
]

describe('whatever arrives', () => {
  it('gives a frame of the contract for 20,000 random strings', () => {
    const next = random(20261122)
    for (let run = 0; run < 20_000; run += 1) {
      const length = Math.floor(next() * 30)
      let text = ''
      for (let i = 0; i < length; i += 1) {
        text +=
          next() < 0.1 ? String.fromCharCode(Math.floor(next() * 65536)) : PIECES[Math.floor(next() * PIECES.length)]
      }
      const frame = understand(text, NOW, {}, next() < 0.5 ? 'group' : 'private')
      expect(INTENTS).toContain(frame.intent)
      if (frame.category) expect(CATEGORIES).toContain(frame.category)
      expect(frame.confidence).toBeGreaterThanOrEqual(0)
      expect(frame.confidence).toBeLessThanOrEqual(1)
      if (frame.when?.from) expect(frame.when.from).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
      if (run % 20 === 0) expect(understandAll(text, NOW, {}, 'group').length).toBeGreaterThan(0)
    }
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
    const start = performance.now()
    understand(text, NOW, {}, 'group')
    // the budget is 50 ms; a busy machine gets five times that before the test complains
    expect(performance.now() - start).toBeLessThan(250)
  })

  it('answers the same for the same arguments', () => {
    const text = '再来一块豆腐 明天下午送到9-2-402'
    expect(understand(text, NOW, {}, 'private')).toEqual(understand(text, NOW, {}, 'private'))
  })
})

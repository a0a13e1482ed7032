import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CATEGORY_CUES } from '../../../../server/language/lexicons/categoryCues.ts'
import { DANGER } from '../../../../server/language/lexicons/emergencyCues.ts'
import { mayStandIn, PatternSet } from '../../../../server/language/patterns/patternSet.ts'

const SENTENCES = path.join(process.cwd(), 'tests', 'utterances', 'learn')
const texts = readdirSync(SENTENCES).flatMap((file) =>
  readFileSync(path.join(SENTENCES, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text),
)

/** What one gets by trying them all. */
const triedAll = (patterns: readonly RegExp[], text: string): number[] =>
  patterns.map((pattern, i) => (pattern.test(text) ? i : -1)).filter((i) => i >= 0)

test.each([
  ['kinds of help', CATEGORY_CUES.map(([, , cue]) => cue)],
  ['danger', DANGER],
])(
  'the signs of %s that are found at once are those found by trying each, in every sentence of our own',
  (_, signs) => {
    const set = new PatternSet(signs)
    for (const text of texts)
      expect({ text, found: set.matching(text) }).toEqual({ text, found: triedAll(signs, text) })
  },
)

test.each([
  ['a literal', /西红柿|番茄/],
  ['an empty alternative', /西红柿|/],
  ['optional characters', /(?:帮我)?送?菜*/],
  ['edges', /^送|菜$/],
  ['what must not follow', /菜(?!刀)/],
  ['what must follow or stand before', /(?<=送)菜(?=来)/],
  ['digits and classes', /\d{2}[号栋]|[^菜]刀/],
  ['a run of characters', /[a-f]菜|[一-龥]刀/],
  ['any case', /ok|菜/i],
  ['a back reference', /(.)\1|刀/],
  ['characters of two units', /🌶|菜/u],
  ['two units in a class', /[🌶🥬]菜/u],
])('%s matches neither more nor less', (_, pattern) => {
  const set = new PatternSet([/从不/, pattern])
  const may = mayStandIn(pattern)
  for (const text of [
    '',
    '送菜',
    '送菜来',
    '菜刀',
    '西红柿',
    '12号',
    '啊啊',
    'b菜',
    'OK',
    '🌶',
    '🌶菜',
    '刀',
    '龥刀',
    '帮我',
  ]) {
    expect({ text, found: set.matching(text) }).toEqual({ text, found: triedAll([/从不/, pattern], text) })
    if (pattern.test(text)) expect({ text, may: may(text) }).toEqual({ text, may: true })
  }
})

test('a pattern that needs a character is not looked for where none of them stands', () => {
  expect(mayStandIn(/西红柿|番茄/)('送两斤黄瓜')).toBe(false)
})

import { seeded } from '../../../language/learned/chance.ts'

export { seeded }

const WORDS = [
  ...'送买两斤西红柿六区九栋二单元402号楼一点半明天下午周末之前以后不要对了错块钱元以内俩仨各再加取消到哪接火烟摔倒帮我麻烦吗零幺十百千万半打来个袋桶月初底号门室层',
  ...[
    '接A102',
    '取件码',
    '19900001234',
    '腊月三十',
    '闰二月三十',
    '99-99-9999',
    '三十五六',
    '十来个',
    '两三袋',
    '二十来块',
    'B座1508',
  ],
  ...[
    '2026-02-30',
    '13/45',
    '25点61分',
    '周八',
    '一亿万亿',
    '0.0.0',
    '1e309',
    '9'.repeat(40),
    '第'.repeat(9),
    '零'.repeat(20),
  ],
]
/** What a phone, a keyboard or a copied page puts between words. */
const STRANGE = [
  ...[
    '\ud83d',
    '\ude00',
    '\ud800',
    '\udfff',
    '😀',
    '👨‍👩‍👧',
    '🇨🇳',
    '1️⃣',
    '#️⃣',
    '\u0000',
    '\u0007',
    '\u200b',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\uE001',
  ],
  ...[
    '\uE00F',
    '\uFFFF',
    'é',
    'e\u0301',
    'ﷺ',
    '㈠',
    '㍿',
    '½',
    '℃',
    '〇',
    'ｱ',
    '한',
    'ا',
    '𠮷',
    '\u{E0041}',
    '\u115F',
    '\r\n',
    '\u2028',
    '\t',
    '\u3000',
  ],
  ...[
    '.*',
    '\\',
    '(?=',
    '(a+)+$',
    '__proto__',
    'constructor',
    'toString',
    '"',
    "'",
    '`',
    '${x}',
    '{"intent":"accept"}',
    '<script>',
    '%00',
    '$&',
    '%s',
  ],
]
export const MARKS = [
  ...'.,;:!?、，。；：！？…—-~～·•*#@&%$￥¥^_=+|/\\\'"`()（）[]【】{}<>《》「」『』“”‘’〈〉〔〕0９一两半点号元块斤的了 \n\t',
]

const pick = <T>(list: readonly T[], chance: () => number): T => list[Math.floor(chance() * list.length)] as T
const at = (text: string, chance: () => number): number => Math.floor(chance() * (text.length + 1))

type Maker = (sentences: readonly string[], chance: () => number) => string

const scraps: Maker = (_, chance) =>
  Array.from({ length: Math.floor(chance() * 30) }, () => pick(chance() < 0.75 ? WORDS : STRANGE, chance)).join('')

const anyUnits: Maker = (_, chance) =>
  String.fromCharCode(...Array.from({ length: Math.floor(chance() * 60) }, () => Math.floor(chance() * 0x10000)))

const chineseUnits: Maker = (_, chance) =>
  String.fromCharCode(
    ...Array.from({ length: Math.floor(chance() * 80) }, () => 0x4e00 + Math.floor(chance() * 0x51a5)),
  )

const repeated: Maker = (_, chance) =>
  (pick(MARKS, chance) + (chance() < 0.5 ? pick(MARKS, chance) : '')).repeat(Math.floor(chance() * 400))

const nested: Maker = (_, chance) => {
  const depth = Math.floor(chance() * 200)
  const [open, close] = pick(['()', '（）', '[]', '「」', '“”', '{}', '<>', '《》'], chance)
  return (open ?? '').repeat(depth) + pick(WORDS, chance) + (close ?? '').repeat(Math.floor(chance() * 200))
}

/** Each changes an own sentence at one place. */
const CHANGES: ((text: string, sentences: readonly string[], chance: () => number) => string)[] = [
  (text, _, chance) => text.slice(0, at(text, chance)) + pick(STRANGE, chance) + text.slice(at(text, chance)),
  (text, _, chance) => text.slice(at(text, chance)),
  (text, _, chance) => text.slice(0, at(text, chance)),
  (text, _, chance) => splice(text, at(text, chance), 1, ''),
  (text, _, chance) => splice(text, at(text, chance), 0, pick(WORDS, chance)),
  (text, _, chance) => splice(text, at(text, chance), 1, pick(MARKS, chance).repeat(1 + Math.floor(chance() * 50))),
  (text, _, chance) => splice(text, at(text, chance), 1, String.fromCharCode(Math.floor(chance() * 0x10000))),
  (text, sentences, chance) => text.slice(0, at(text, chance)) + pick(sentences, chance).slice(at(text, chance)),
  (text, _, chance) => text.replace(/\d/g, () => String(Math.floor(chance() * 10))),
  (text, _, chance) =>
    text.replace(/[零一二两三四五六七八九十]/g, () => pick([...'零一二两三四五六七八九十百千万亿半'], chance)),
  (text, _, chance) => [...text].sort(() => chance() - 0.5).join(''),
  (text, _, chance) => (text + pick(['', ' ', '\n'], chance)).repeat(1 + Math.floor(chance() * 6)),
]

function splice(text: string, from: number, cut: number, put: string): string {
  return text.slice(0, from) + put + text.slice(from + cut)
}

const mutated: Maker = (sentences, chance) => {
  let text = pick(sentences, chance)
  for (let left = 1 + Math.floor(chance() * 4); left > 0; left -= 1)
    text = pick(CHANGES, chance)(text, sentences, chance)
  return text.slice(0, 3_000)
}

const MAKERS: readonly Maker[] = [mutated, mutated, mutated, scraps, scraps, anyUnits, chineseUnits, repeated, nested]

/** One short hostile text: an own sentence gone wrong, scraps of the field's words, anything at all. */
export function hostileText(sentences: readonly string[], chance: () => number): string {
  return pick(MAKERS, chance)(sentences, chance)
}

export const LONG = 100_000

/** Texts of 100,000 UTF-16 units, of every kind that a reader could stumble over: each by its name. */
export function longTexts(sentences: readonly string[], chance: () => number): { name: string; text: string }[] {
  const filled = (make: () => string): string => {
    let text = ''
    while (text.length < LONG) text += make() || ' '
    return text.slice(0, LONG)
  }
  const runs = [...MARKS, ...WORDS, ...STRANGE].map((piece) => ({
    name: `run of ${JSON.stringify(piece)}`,
    text: filled(() => piece.repeat(1_000)),
  }))
  return [
    { name: 'own sentences', text: filled(() => `${pick(sentences, chance)}\n`) },
    { name: 'own sentences without a break', text: filled(() => pick(sentences, chance).replace(/\s/g, '')) },
    { name: 'one own sentence again and again', text: filled(() => sentences[0] ?? '') },
    { name: 'scraps', text: filled(() => scraps(sentences, chance)) },
    { name: 'mutated sentences', text: filled(() => mutated(sentences, chance)) },
    { name: 'any units', text: filled(() => anyUnits(sentences, chance)) },
    { name: 'Chinese characters', text: filled(() => chineseUnits(sentences, chance)) },
    { name: 'brackets that only open', text: filled(() => '（「[{<《“') },
    { name: 'brackets that open and close', text: '（'.repeat(LONG / 2) + '）'.repeat(LONG / 2) },
    ...runs,
  ]
}

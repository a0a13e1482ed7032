/** Made-up private values in the forms and disguises in which people write them; the same seed gives the same values. */

export interface Random {
  below(limit: number): number
  pick<T>(list: readonly T[]): T
  digits(count: number): string
}

/** mulberry32, a small public-domain generator: the tests must be the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  }
}

export interface PrivateValue {
  kind: 'phone' | 'id_card' | 'bank_card' | 'door'
  /** As written in a message. */
  text: string
  /** Pieces of it that must not be found in what is said; Arabic digits, no separators. */
  secrets: string[]
}

const MOBILE_HEADS =
  '130 131 132 133 135 136 137 138 139 145 147 150 151 152 155 157 158 159 166 170 172 173 176 177 178 180 182 183 185 186 187 188 189 191 195 198 199'.split(
    ' ',
  )

function groupsOf(text: string, sizes: number[], between: string): string {
  let at = 0
  return sizes.map((size) => text.slice(at, (at += size))).join(between)
}

const SHAPES = [[11], [3, 4, 4], [3, 8], [7, 4], [4, 4, 3], [3, 3, 5], [5, 6]]
const BETWEEN = [' ', '-', '.', '·', '  ', ' - ', '—', '_', '－', '．', '*', '\n', '　']

function mobile(random: Random): PrivateValue {
  const number = random.pick(MOBILE_HEADS) + random.digits(8)
  const written = groupsOf(number, random.pick(SHAPES), random.pick(BETWEEN))
  return { kind: 'phone', text: random.pick(['', '', '', '+86 ', '+86', '86-', '0']) + written, secrets: [number] }
}

function landline(random: Random): PrivateValue {
  const [area, size] = random.pick([
    ['0472', 7],
    ['010', 8],
    ['021', 8],
    ['0471', 7],
    ['022', 8],
    ['0755', 8],
  ] as const)
  const local = String(2 + random.below(7)) + random.digits(size - 1)
  const written = random.pick([local, groupsOf(local, [size - 4, 4], random.pick(['-', ' ']))])
  const form = random.pick([
    `${area}-${written}`,
    `${area}${written}`,
    `(${area})${written}`,
    `${area} ${written}`,
    `（${area}）${written}`,
    local,
  ])
  return { kind: 'phone', text: form, secrets: [local] }
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function idCard(random: Random): PrivateValue {
  const two = (limit: number): string => String(1 + random.below(limit)).padStart(2, '0')
  const body = `${random.pick(['150203', '110101', '310115', '440305', '513401'])}${1930 + random.below(90)}${two(12)}${two(28)}${random.digits(3)}`
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body.charAt(at)), 0)
  const check = '10X98765432'.charAt(sum % 11)
  const written = groupsOf(
    body + check,
    random.pick([[18], [6, 8, 4], [6, 4, 4, 4], [3, 3, 4, 4, 4]]),
    random.pick([' ', '-', '.']),
  )
  return { kind: 'id_card', text: random.pick([written, written.replace('X', 'x')]), secrets: [body] }
}

function bankCard(random: Random): PrivateValue {
  const body =
    random.pick(['622202', '621700', '622848', '436742', '552245', '356833']) + random.digits(random.pick([9, 12]))
  let sum = 0
  for (let at = 0; at < body.length; at++) {
    const doubled = Number(body.charAt(body.length - 1 - at)) * (at % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  const number = body + String((10 - (sum % 10)) % 10)
  const fours = Array.from({ length: Math.ceil(number.length / 4) }, () => 4)
  return {
    kind: 'bank_card',
    text: groupsOf(number, random.pick([[19], fours]), random.pick([' ', '-', '.'])),
    secrets: [number],
  }
}

const SPOKEN = '零一二三四五六七八九'
const spoken = (digits: string): string => digits.replace(/\d/g, (digit) => SPOKEN.charAt(Number(digit)))

function counted(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? SPOKEN.charAt(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? SPOKEN.charAt(ones) : ''}`
}

function door(random: Random): PrivateValue {
  const [building, unit, floor] = [1 + random.below(30), 1 + random.below(6), 1 + random.below(33)]
  const room = `${floor}${String(1 + random.below(12)).padStart(2, '0')}`
  const inWords = random.below(3) === 0
  const count = (number: number): string => (inWords ? counted(number) : String(number))
  const [b, u, f, r] = [count(building), count(unit), count(floor), inWords ? spoken(room) : room]
  const house = random.pick(['号楼', '栋', '幢', '座'])
  const dash = random.pick(['-', '—', '－', '/', '#', '–', '杠'])
  const zone = random.pick(['', '', '六区', '8区', '海棠苑'])
  const [ru, rf] = [`${u}单元`, `${f}${random.pick(['楼', '层'])}`]
  const forms: [string, string[]][] = [
    [`${b}${house}${ru}${r}`, [ru, r]],
    [`${b}${house}${ru}${r}室`, [ru, r]],
    [`${b}${house}${ru}${rf}`, [ru, rf]],
    [`${b}${house}${ru}${rf}东户`, [ru, rf, '东户']],
    [`${b}${house}，${ru}，${r}`, [ru, r]],
    [`${b}${house} ${r}`, [r]],
    [`${b}${house}${r}`, [r]],
    [`${b}${house}-${u}-${r}`, [r]],
    [`${b}${house}${u}-${r}`, [r]],
    [`${b}${house}${u}门${r}`, [`${u}门`, r]],
    [`${b}${dash}${u}${dash}${r}`, [r]],
    [`${b} ${u} ${r}`, [r]],
    [`${rf}${r}室`, [rf, r]],
    [`${ru}`, [ru]],
    [`${rf}`, [rf]],
    [`${r}室`, [r]],
    [`${r}号房`, [r]],
  ]
  if (dash === '-') forms.push([`${b}-${r}`, [r]])
  const [text, secrets] = random.pick(forms)
  return { kind: 'door', text: zone + text, secrets: secrets.map(bare) }
}

const MAKERS = [mobile, mobile, landline, idCard, bankCard, door, door, door]

export const privateValue = (random: Random): PrivateValue => random.pick(MAKERS)(random)

/** A way to write a digit. Each keeps what a reader sees. */
const digitForms: ((digit: string) => string)[] = [
  (digit) => String.fromCharCode(0xff10 + Number(digit)),
  (digit) => SPOKEN.charAt(Number(digit)),
  (digit) => (digit === '1' ? '幺' : SPOKEN.charAt(Number(digit))),
  (digit) => '〇一二三四五六七八九'.charAt(Number(digit)),
  (digit) => '零壹贰叁肆伍陆柒捌玖'.charAt(Number(digit)),
  (digit) => `${digit}\ufe0f\u20e3`,
  (digit) => '⓪①②③④⑤⑥⑦⑧⑨'.charAt(Number(digit)),
  (digit) => '⓿❶❷❸❹❺❻❼❽❾'.charAt(Number(digit)),
  (digit) => String.fromCodePoint(0x1d7ce + Number(digit)),
  (digit) => String.fromCharCode(0x660 + Number(digit)),
]

const INVISIBLE = ['\u200b', '\u200d', '\ufeff', '\u2060', '\u200e', '\u202e', '\u00ad', '\ufe0f', '\u0301']
const LOOSE = [' ', '.', '-', '·', '　', '\u00a0', '_', '🌸', '*']

const everySign = (text: string, between: () => string): string =>
  [...text].reduce((joined, sign) => joined + between() + sign)

type Disguise = (text: string, random: Random) => string

const DISGUISES: Disguise[] = [
  (text) => text,
  (text) => text,
  (text, random) => {
    const form = random.pick(digitForms)
    return text.replace(/[0-9]/g, form)
  },
  (text, random) => text.replace(/[0-9]/g, (digit) => (random.below(2) ? random.pick(digitForms)(digit) : digit)),
  (text, random) => everySign(text, () => (random.below(2) ? random.pick(INVISIBLE) : '')),
  (text, random) => {
    const between = random.pick(LOOSE)
    return everySign(text, () => between)
  },
  (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (text) =>
    text.replace(/单/g, '單').replace(/楼/g, '樓').replace(/层/g, '層').replace(/栋/g, '棟').replace(/号/g, '號'),
]

/** Up to two disguises, one over the other. */
export function disguised(text: string, random: Random): string {
  return random.pick(DISGUISES)(random.pick(DISGUISES)(text, random), random)
}

const PLAIN_DIGITS = new Map<string, string>(
  [...Array(10).keys()].flatMap((value) =>
    digitForms.map((form) => [[...form(String(value))][0] as string, String(value)] as const),
  ),
)

/**
 * What a reader makes of a text: Arabic digits, no separators, nothing invisible. Written apart from the guard's own
 * folding, so that both are not wrong alike.
 */
export function bare(text: string): string {
  let result = ''
  for (const sign of text) {
    const plain = PLAIN_DIGITS.get(sign) ?? sign.normalize('NFKC')
    if (/[\p{L}\p{N}]/u.test(plain)) result += plain
  }
  return result.replace(/樓/g, '楼').replace(/單/g, '单').replace(/層/g, '层')
}

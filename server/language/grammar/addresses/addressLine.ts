import { kindOf, SHOPS, type LineKind, type Shape } from './addressRules.ts'

export type { LineKind } from './addressRules.ts'

export interface LinePart {
  kind: LineKind
  /** The words as written, with their suffix: `9号楼`, `402`. */
  text: string
  at: number
  end: number
}

/** A number as doors have them: 12, A3, 3B, 十二. */
const SPOKEN = '[零〇一二两三四五六七八九十百]{1,6}'
const CODE =
  '(?<![A-Za-z]{2}\\d{0,3})(?:(?<!\\d)\\d{1,2}[A-Za-z](?=\\d{3,4}(?!\\d))|[A-Za-z]{0,2}\\d{1,9}(?:[A-Za-z]\\d{0,4})?(?![A-Za-z]{2})|[A-Za-z]{1,2}(?![A-Za-z]))'
const NUMBER = `(?:${CODE}|${SPOKEN})`

/** Words with their kind, tried in this order at each place; a bare number comes last. */
const WORDS: readonly (readonly [Shape, string])[] = [
  [
    'building',
    `第?(?:${NUMBER}|[东西南北中])(?:号[楼搂]|#楼|号栋|号幢|栋楼|幢楼|号馆|号写字楼|号库|[栋幢撞憧懂座](?!桥))`,
  ],
  ['building', `${NUMBER}排(?!档)`],
  ['building', `(?:[A-Za-z]\\d?|\\d{1,2}[A-Za-z])[楼馆]`],
  ['unit', `(?:${NUMBER}|[东西南北中])单元号?`],
  ['gate', `${NUMBER}号?门(?![口诊卫市店面窗])`],
  ['street', `${NUMBER}街(?!道)`],
  ['floor', `第?(?:负|地下)?${NUMBER}(?:楼|层)(?!梯|盘)`],
  ['floor', `首层|架空层|顶[楼层]|底[楼层]|(?<![A-Za-z\\d])\\d{1,2}[Ff](?![A-Za-z])`],
  ['room', `${NUMBER}(?:室|(?<=\\d)房(?!间)号?|(?<=\\d)店(?!面|铺)|(?<=\\d)档口?|商位|号房)(?![子产东地])|\\d{2,4}市$`],
  ['lane', `${NUMBER}(?:弄|巷|胡同)(?!口)`],
  ['number', `${NUMBER}号(?![线院营])`],
  ['bare', CODE],
  ['spoken', `(?<=[元栋幢座号楼层])[零〇一二三四五六七八九]{3,4}|(?<=[-—–])${SPOKEN}|${SPOKEN}(?=[-—–]\\d)`],
]
const SCAN = new RegExp(WORDS.map(([, source]) => `(${source})`).join('|'), 'g')

const JOINED = /^(?:[-—–_/\\.~#]{1,2}|一)$/
const JOIN_AHEAD = /^(?:[-—–_/\\.~#]{1,2}|一)[A-Za-z]?\d/

const THREE_AHEAD = /^[-—–]\d{1,3}[-—–]\d{3,5}(?!\d)/
const DOOR_AHEAD = /^(?:\d{3,5}(?!号)|\d{1,2}[-—–]\d{3,4}|[\d一二三四五六七八九十]{1,3}(?:楼|单元|幢))/

interface Found {
  shape: Shape
  text: string
  at: number
  end: number
}

function scan(text: string): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(SCAN)) {
    const index = match.slice(1).findIndex((group) => group !== undefined)
    const shape = WORDS[index]?.[0]
    if (shape) found.push({ shape, text: match[0], at: match.index, end: match.index + match[0].length })
  }
  return found
}

function digitsIn(text: string): number {
  const run = /\d+/.exec(text)
  if (run) return run[0].length
  return /^[A-Za-z]+$/.test(text) ? 0 : /^[零〇一二三四五六七八九]{3,4}/.test(text) ? 3 : 1
}

/**
 * Reads the parts of a door out of a text that is known to be an address (an order's address field, a line of a form). In chat a bare
 * number may be anything and `readAddress` asks for more; here 明珠花园7-2-402 and B座1508 need no further words. Linear.
 */
export function readAddressLine(text: string): LinePart[] {
  const parts: LinePart[] = []
  for (const found of scan(text)) {
    const previous = parts.at(-1)
    const gap = previous ? text.slice(previous.end, Math.min(found.at, previous.end + 8)) : ''
    const joined = previous !== undefined && JOINED.test(gap)
    const near = previous !== undefined && (joined || /^[ ]?(?:[东西南北][侧边]?)?$/.test(gap))
    const ahead = text.slice(found.end, found.end + 12)
    const kind = kindOf({
      shape: found.shape,
      text: found.text,
      before: text.slice(Math.max(0, found.at - 8), found.at),
      after: text.slice(found.end, found.end + 6),
      ...(near && { last: previous.kind }),
      joined,
      market: near && SHOPS.test(text.slice(Math.max(0, previous.at - 8), previous.at)),
      village: joined && !/(?:路|街|道|巷|弄)$/.test(text.slice(Math.max(0, previous.at - 1), previous.at)),
      rises: joined && Number(/\d+/.exec(previous.text)?.[0]) < Number(/\d+/.exec(found.text)?.[0]),
      joinedNext: JOIN_AHEAD.test(ahead),
      threeNext: THREE_AHEAD.test(ahead),
      doorNext: DOOR_AHEAD.test(ahead),
      digits: digitsIn(found.text),
    })
    if (
      kind === 'room' &&
      !near &&
      TOWER.test(found.text) &&
      HOUSE.test(text.slice(Math.max(0, found.at - 4), found.at))
    )
      parts.push(...towerAndRoom(found))
    else if (kind) parts.push({ kind, text: found.text, at: found.at, end: found.end })
  }
  return joinRanges(parts, text)
}

/** 101-103室, 3-4楼, 1-11幢: what a dash joins is one part where both sides count the same thing. */
function joinRanges(parts: readonly LinePart[], text: string): LinePart[] {
  const out: LinePart[] = []
  for (const part of parts) {
    const last = out.at(-1)
    if (last && /^[-—–、~至]$/.test(text.slice(last.end, part.at)) && isOne(last, part)) {
      out.pop()
      out.push({
        kind: last.kind === 'room' ? 'room' : part.kind,
        text: text.slice(last.at, part.end),
        at: last.at,
        end: part.end,
      })
    } else out.push(part)
  }
  return out
}

function isOne(from: LinePart, to: LinePart): boolean {
  const bareFrom = /^[A-Za-z]?\d*$/.test(from.text)
  if (from.kind === 'room' && to.kind !== 'floor') return bareFrom
  if (to.kind === 'building' && from.kind === 'building') return bareFrom && /[栋幢座楼]$/.test(to.text)
  const a = /^[A-Za-z]?(\d+)$/.exec(from.text)?.[1]
  const b = /^[A-Za-z]?(\d+)/.exec(to.text)?.[1]
  if (!a || !b || a.length !== b.length) return false
  const step = Number(b) - Number(a)
  if (to.kind === 'floor') return step > 0 && step <= 3
  return to.kind === 'room' && b.length >= 3 && step > 0 && step <= 60
}

/** 科技大厦A832 is room 832 in tower A; in a market A832 is one shop. */
const TOWER = /^[A-Za-z]{1,2}\d{3,4}(?!\d)/
const HOUSE = /(?:大厦|花苑|花都|公寓|大楼|商厦|写字楼)$/

function towerAndRoom({ text, at, end }: Found): LinePart[] {
  const letters = /^[A-Za-z]+/.exec(text)?.[0] ?? ''
  const cut = at + letters.length
  return [
    { kind: 'building', text: letters, at, end: cut },
    { kind: 'room', text: text.slice(letters.length), at: cut, end },
  ]
}

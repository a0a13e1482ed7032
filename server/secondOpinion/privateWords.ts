import { guardGroupText } from '../moderation/index.ts'
import type { LeakKind } from '../moderation/index.ts'

/** One private piece of a text: its kind and where it stands (UTF-16 offsets, end exclusive). */
export interface PrivateWord {
  kind: LeakKind | 'number'
  start: number
  end: number
}

const DIGIT = '[\\p{N}零一二三四五六七八九幺]'
/** What follows a number that counts, costs or dates something: it is no door then. */
const COUNTED =
  '(?!\\p{N}|[.:：]\\p{N}|\\s?(?:[元块毛角钱斤公千克升毫米厘个只条根颗粒把袋包瓶盒箱桶份张台套度年次天多来%℃]))'

/** A group hears less than a stranger's server: here whatever might be a number of somebody's is one. */
const CUES: readonly { kind: PrivateWord['kind']; cue: RegExp }[] = [
  { kind: 'number', cue: new RegExp(`(?<value>[A-Za-z]{0,2}${DIGIT}{5,}[A-Za-z]?)`, 'gu') },
  {
    kind: 'number',
    cue: /(?:取件码|取货码|提货码|验证码|密码|单号|尾号|车牌号?)[是为:：\s]{0,3}(?<value>[\p{Script=Han}]?[\p{N}A-Za-z][\p{N}A-Za-z\-－—]{2,20})/gu,
  },
  {
    kind: 'door',
    cue: new RegExp(`(?<![\\p{N}零一二三四五六七八九A-Za-z.:：])(?<value>[A-Za-z]?${DIGIT}{3,4})${COUNTED}`, 'gu'),
  },
  // 三单员: a part of a door in the spelling of dictation.
  { kind: 'door', cue: new RegExp(`(?<value>${DIGIT}{1,3})(?=\\s?(?:单[元员圆园缘]|[室户](?![外内主])))`, 'gu') },
  {
    kind: 'name',
    cue: /(?:我叫|名叫|名字叫?|姓名|联系人|收件人|收货人|户主)[是为:：\s]{0,3}(?<value>(?![了人车个他她你您它过外一是])[\p{Script=Han}·]{2,3})/gu,
  },
]
const HOTLINES = new Set(['110', '119', '120', '122'])

/** Everything private in a text that must not leave, in order, without overlaps: what the guard finds, and what its cue tells. */
export function findPrivateWords(text: string, names: readonly string[]): PrivateWord[] {
  const cued = CUES.flatMap(({ kind, cue }) => [...text.matchAll(cue)].map((match) => wordAt(match, kind)))
  const guarded = guardGroupText(text, { names }).leaks
  return joined([...guarded, ...cued.filter(({ start, end }) => !HOTLINES.has(text.slice(start, end)))])
}

function wordAt(match: RegExpExecArray, kind: PrivateWord['kind']): PrivateWord {
  const value = match.groups?.['value'] ?? match[0]
  const end = match.index + match[0].length
  return { kind, start: end - value.length, end }
}

/** Of two that overlap one is made; it is a door only where both are. */
function joined(words: PrivateWord[]): PrivateWord[] {
  const apart: PrivateWord[] = []
  for (const word of words.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = apart.at(-1)
    if (!last || word.start >= last.end) apart.push({ ...word })
    else {
      last.end = Math.max(last.end, word.end)
      if (last.kind === 'door') last.kind = word.kind
    }
  }
  return apart
}

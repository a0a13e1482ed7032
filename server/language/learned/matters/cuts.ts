/** A place where one matter of a message may end and the next begin. */
export interface Cut {
  /** The first matter ends here, the next begins at `to`: what lies between belongs to neither. */
  from: number
  to: number
  /** What stands between them. */
  mark: 'line' | 'stop' | 'comma' | 'space' | 'nothing'
  /** The word that leads to a further matter (另外, 顺便 …), if there is one. */
  lead?: string
}

/** Words that lead to a further matter. The longest first; those of one character only behind a mark. */
const LEADS =
  '另外再|还有一件事|还有件事|还有个事|还有就是|再有就是|再一个|再一件|再就是|第二件|第二个|一是|二是|三是|其次|最后|另外|顺便|顺带|顺路|还有|再有|对了|然后|同时|此外|此外还|再说|再问|再麻烦|再帮|再给|再约|也给|也帮|也求|倒是|不过|以及|仲有|另|再|也'
const LEAD = new RegExp(`(?:哦|噢|啊|嗯|诶)?(?:${LEADS})`, 'y')
const CLEAR_LEAD =
  /另外|顺便|顺带|还有(?!人|没|多|几|吗|货|的)|对了|再有就是|再一个|再就是|还有就是|第二件|然后再|再给(?!我)|仲有|也给(?!我)/g
const SEPARATOR = /\n\s*(?:\d{1,2}[.、)）:：]?|[一二三四五][、.])?\s*|[。!！?？;；]+\s*|[,，、]\s*|\s+/g
/** Neither side of a cut is shorter. */
const SHORTEST = 3
/** Long messages are forwarded articles: only their clearest places count, so that reading stays linear. */
const MOST = 16
const LEAST = 3
const CHARACTERS_IN_ALL = 1_600

/** All places of a text where it may be cut, from left to right. */
export function cutsOf(text: string): Cut[] {
  const cuts: Cut[] = []
  for (const match of text.matchAll(SEPARATOR)) {
    const to = match.index + match[0].length
    cuts.push({ from: match.index, to, mark: markOf(match[0]), ...leadAt(text, to) })
  }
  for (const match of text.matchAll(CLEAR_LEAD)) {
    if (cuts.some(({ from, to }) => match.index >= from && match.index <= to)) continue
    cuts.push({ from: match.index, to: match.index, mark: 'nothing', lead: match[0] })
  }
  return clearest(
    cuts.filter(({ from, to }) => from >= SHORTEST && text.length - to >= SHORTEST),
    text.length,
  ).sort((a, b) => a.from - b.from)
}

const CLEAR: Readonly<Record<Cut['mark'], number>> = { line: 4, nothing: 3, stop: 2, comma: 1, space: 0 }
const clarity = ({ mark, lead }: Cut): number => CLEAR[mark] + (lead ? 3 : 0)

function clearest(cuts: Cut[], length: number): Cut[] {
  const most = Math.max(LEAST, Math.min(MOST, Math.floor(CHARACTERS_IN_ALL / length)))
  return cuts.length <= most ? cuts : cuts.sort((a, b) => clarity(b) - clarity(a)).slice(0, most)
}

function leadAt(text: string, at: number): { lead?: string } {
  LEAD.lastIndex = at
  const lead = LEAD.exec(text)?.[0]
  return lead ? { lead } : {}
}

function markOf(separator: string): Cut['mark'] {
  if (separator.includes('\n')) return 'line'
  if (/[。!！?？;；]/.test(separator)) return 'stop'
  return /[,，、]/.test(separator) ? 'comma' : 'space'
}

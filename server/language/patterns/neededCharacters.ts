import { RegExpParser, type AST } from '@eslint-community/regexpp'

/** UTF-16 units, one of which every match needs; undefined where nothing of the kind can be said. */
export type Needed = ReadonlySet<number> | undefined

const parser = new RegExpParser({ ecmaVersion: 2024 })

/** Characters that stand in most messages: to wait for them saves little. */
const COMMON = new Set(
  [...'的了我一不是来有在个人到么这上们家去吗就要好帮给送下您你他都点可以能,。 \uE001\uE002\uE006\uE007'].map((c) =>
    c.charCodeAt(0),
  ),
)
const COST_OF_COMMON = 12
/** A longer run of characters (\p{Script=Han}, 一-龥) is in nearly every message. */
const LONGEST_RUN = 80

export interface Alternative {
  source: string
  needed: Needed
}

/** The alternatives of a pattern at its top level, each with what it needs. A pattern that refers back to itself stays whole. */
export function alternativesOf({ source, flags }: RegExp): Alternative[] {
  const pattern = parser.parsePattern(source, 0, source.length, { unicode: flags.includes('u') })
  if (flags.includes('i')) return [{ source, needed: undefined }]
  if (/\\[1-9k]/.test(source)) return [{ source, needed: neededByOneOf(pattern.alternatives) }]
  return pattern.alternatives.map((one) => ({ source: one.raw, needed: neededByAll(one.elements) }))
}

/** What every match of the whole pattern needs. */
export function neededBy({ source, flags }: RegExp): Needed {
  if (flags.includes('i')) return undefined
  return neededByOneOf(parser.parsePattern(source, 0, source.length, { unicode: flags.includes('u') }).alternatives)
}

/** One of them has to match: any one's characters will do. */
function neededByOneOf(alternatives: readonly AST.Alternative[]): Needed {
  const all = new Set<number>()
  for (const { elements } of alternatives) {
    const needed = neededByAll(elements)
    if (!needed) return undefined
    for (const unit of needed) all.add(unit)
  }
  return all
}

/** All of them have to match, so the rarest is enough. */
function neededByAll(elements: readonly AST.Element[]): Needed {
  let best: Needed
  for (const element of elements) {
    const needed = neededByElement(element)
    if (needed && (!best || cost(needed) < cost(best))) best = needed
  }
  return best
}

function cost(needed: ReadonlySet<number>): number {
  let sum = 0
  for (const unit of needed) sum += COMMON.has(unit) ? COST_OF_COMMON : 1
  return sum
}

function neededByElement(element: AST.Element): Needed {
  switch (element.type) {
    case 'Character':
      return new Set([unitOf(element)])
    case 'CharacterClass':
      return element.negate || element.unicodeSets ? undefined : neededByClass(element)
    case 'CharacterSet':
      return neededBySet(element)
    case 'Group':
    case 'CapturingGroup':
      return neededByOneOf(element.alternatives)
    case 'Quantifier':
      return element.min > 0 ? neededByElement(element.element) : undefined
    case 'Assertion':
      return (element.kind === 'lookahead' || element.kind === 'lookbehind') && !element.negate
        ? neededByOneOf(element.alternatives)
        : undefined
    default:
      return undefined
  }
}

/** Of a character outside the basic plane its first half. */
const unitOf = ({ value }: AST.Character): number => String.fromCodePoint(value).charCodeAt(0)

function neededByClass({ elements }: AST.ClassRangesCharacterClass): Needed {
  const all = new Set<number>()
  for (const element of elements) {
    if (element.type === 'Character') all.add(unitOf(element))
    else if (element.type === 'CharacterClassRange') {
      if (element.max.value - element.min.value > LONGEST_RUN) return undefined
      for (let value = element.min.value; value <= element.max.value; value += 1)
        all.add(unitOf({ ...element.min, value }))
    } else {
      const needed = neededBySet(element)
      if (!needed) return undefined
      for (const unit of needed) all.add(unit)
    }
  }
  return all
}

const DIGITS: ReadonlySet<number> = new Set([...'0123456789'].map((digit) => digit.charCodeAt(0)))

function neededBySet(element: AST.CharacterSet | AST.ClassRangesCharacterClassElement): Needed {
  return element.type === 'CharacterSet' && element.kind === 'digit' && !element.negate ? DIGITS : undefined
}

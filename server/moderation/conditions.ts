import { GROUP_PERSONS, GROUP_STATES, HARMLESS_WORDS, ILLNESSES, PUBLIC_ENDINGS } from './conditionWords.ts'
import { isTight, without } from './fold.ts'
import type { Folded } from './fold.ts'
import type { LeakKind } from './leaks.ts'
import type { Span } from './numbers.ts'

/** A find with the way it is to be replaced: persons by a person, the rest is left out. */
export interface ConditionSpan extends Span {
  person: boolean
}

const LATIN = /(?<![A-Za-z])(?:HIV|AIDS|SARS)(?![A-Za-z])/i

const kinds = new Map<string, { kind: LeakKind; person: boolean }>([
  ...GROUP_STATES.map((word) => [word, { kind: 'group', person: false }] as const),
  ...ILLNESSES.map((word) => [word, { kind: 'illness', person: false }] as const),
  ...GROUP_PERSONS.map((word) => [word, { kind: 'group', person: true }] as const),
  ...['病人', '患者'].map((word) => [word, { kind: 'illness', person: true }] as const),
])

const byLength = (words: Iterable<string>): string => [...words].sort((a, b) => b.length - a.length).join('|')

/** Longest words first; harmless ones are met first, so that they use up the signs of the others. */
const WORDS = new RegExp(
  `(?<harmless>${byLength(HARMLESS_WORDS)})|(?<word>(?:${byLength(kinds.keys())})(?!${PUBLIC_ENDINGS.join('|')})|${LATIN.source})`,
  'gi',
)

/** Words of special groups and illness in a folded text. */
export function findConditions(folded: Folded): ConditionSpan[] {
  const close = without(folded, (sign) => isTight(sign))
  const spans: ConditionSpan[] = []
  for (const match of close.signs.matchAll(WORDS)) {
    const word = match.groups?.['word']
    if (!word) continue
    const last = match.index + word.length - 1
    const { kind, person } = kinds.get(word) ?? { kind: 'illness', person: false }
    spans.push({ kind, person, start: close.places[match.index] as number, end: (close.places[last] as number) + 1 })
  }
  return spans
}

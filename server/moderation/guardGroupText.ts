import { MASKS } from '@yimin/shared/moderation/words'
import { findConditions } from './conditions.ts'
import type { ConditionSpan } from './conditions.ts'
import { findContacts } from './contacts.ts'
import { findDoors } from './doors.ts'
import { fold, isTight, without } from './fold.ts'
import type { Folded } from './fold.ts'
import type { GuardedText, KnownPeople, Leak } from './leaks.ts'
import { findNames } from './names.ts'
import { findNumbers } from './numbers.ts'
import type { Span } from './numbers.ts'

type AnySpan = Span & Partial<Pick<ConditionSpan, 'person'>>

/** Plain words of machines and logs: nothing in them can be personal, and most log lines are such. */
const SURELY_PLAIN = /^[\x20-\x7e]*$/
const MAY_TELL = /\d\D{0,8}\d\D{0,8}\d|@|hiv|aids|sars|wx|vx|qq|\d[fF#]/i

/** Taking something out can bring two harmless pieces together; more rounds than this were never needed. */
const MOST_ROUNDS = 4

/** A door that stands behind its building: nothing need take its place. */
const ENDS_WITH_PLACE = /(?:[栋幢座区期苑园村#]|号楼|小区|号院)[,、的]{0,2}$/
const LONGEST_PLACE = 24

/**
 * Personal data in a text (PRIV-02): phones, ID and bank cards, doors, contacts, words of special groups and illness,
 * in any of the disguises that `fold` takes off. In the order of the text; offsets are of the given text. Linear time.
 */
export function findPersonalData(text: string): Leak[] {
  return find(text, []).leaks
}

/**
 * The last step before words go to a group or a log line: takes out personal data and the names of the people whom the
 * words are about, so that the sentence can still be read aloud. Zone and building stay, hotlines and prices too.
 */
export function guardGroupText(text: string, known: KnownPeople = {}): GuardedText {
  const names = known.names ?? []
  let { leaks, spans, folded } = find(text, names)
  if (leaks.length === 0) return { text, leaks }
  const first = leaks
  let safe = text
  for (let round = 0; round < MOST_ROUNDS && leaks.length > 0; round++) {
    safe = takeOut(safe, folded, spans)
    ;({ leaks, spans, folded } = find(safe, names))
  }
  return { text: safe, leaks: first }
}

interface Finds {
  folded: Folded
  spans: AnySpan[]
  leaks: Leak[]
}

const NOTHING: Folded = { signs: '', digits: '', starts: [], ends: [] }

function find(text: string, names: readonly string[]): Finds {
  if (names.length === 0 && SURELY_PLAIN.test(text) && !MAY_TELL.test(text))
    return { folded: NOTHING, spans: [], leaks: [] }
  const folded = fold(text)
  const numbers = findNumbers(folded)
  const contacts = findContacts(folded)
  const spans = settle([
    ...contacts,
    ...numbers,
    ...findDoors(blot(folded, [...numbers, ...contacts])),
    ...findConditions(folded),
    ...findNames(folded, names),
  ])
  const leaks = spans.map(({ kind, start, end }) => ({
    kind,
    start: folded.starts[start] as number,
    end: folded.ends[end - 1] as number,
  }))
  return { folded, spans, leaks }
}

/** A phone that was found is no door as well. */
function blot(folded: Folded, spans: Span[]): Folded {
  if (spans.length === 0) return folded
  const digits = folded.digits.split('')
  for (const { start, end } of spans) digits.fill('字', start, end)
  return { ...folded, digits: digits.join('') }
}

/** In the order of the text; of two that overlap the one that begins first, grown to the end of both. */
function settle(spans: AnySpan[]): AnySpan[] {
  const settled: AnySpan[] = []
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = settled.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else settled.push({ ...span })
  }
  return settled
}

function takeOut(text: string, folded: Folded, spans: AnySpan[]): string {
  let safe = ''
  let from = 0
  for (const span of spans) {
    safe += text.slice(from, folded.starts[span.start])
    safe += wordFor(span, safe)
    from = folded.ends[span.end - 1] as number
  }
  return safe + text.slice(from)
}

function wordFor({ kind, person }: AnySpan, before: string): string {
  if (kind === 'door') return endsWithPlace(before) ? '' : MASKS.door
  if (kind === 'group' || kind === 'illness') return person ? MASKS.person : MASKS.condition
  return MASKS[kind]
}

function endsWithPlace(before: string): boolean {
  return ENDS_WITH_PLACE.test(
    without(fold(before.slice(-LONGEST_PLACE)), (sign) => isTight(sign) && sign !== '#').signs,
  )
}

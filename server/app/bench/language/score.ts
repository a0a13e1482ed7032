import { INTENTS, type Frame, type Intent } from '@yimin/shared/language/frame'

/** How many were right of how many. */
export interface Share {
  right: number
  of: number
}

/** What was found of what is there: right ones, wrong ones, missed ones. */
export interface Found {
  right: number
  wrong: number
  missed: number
}

/** What a reader reached on a set of labelled messages. */
export interface Score {
  messages: number
  intent: Share
  /** Of the messages that have a category. */
  category: Share
  /** Over all filled fields, part by part. */
  slots: Found
  /** Intent, category and all slots. */
  whole: Share
  /** Small talk that was taken for something else. */
  falseAlarms: Share
  /** Requests that were taken neither for one nor for an emergency. */
  missedRequests: Share
  missedEmergencies: Share
  /** Budget and parts of the address alone. */
  doors: Found
  byIntent: Map<Intent, Share>
  byField: Map<string, Found>
  errors: Misreading[]
}

export interface Misreading {
  id: string
  text: string
  intent?: string
  category?: string
  missed: string[]
  wrong: string[]
}

/** One comparable part of a frame: `address.zone` with `6`. */
interface Part {
  field: string
  value: string
}

/** `kindOnly`: no goods, doors and times were labelled; only intent and kind of help are compared. */
type Meant = Frame & { id: string; text: string; kindOnly?: true }

const plain = (value: unknown): string => String(value).normalize('NFKC').trim()
const loud = (value: unknown): string => plain(value).toUpperCase()
const MINUTE = 'YYYY-MM-DDTHH:mm'.length

/** Every part that a frame fills. Goods count up to three times: name, name with quantity, name with unit. */
function partsOf(frame: Frame): Part[] {
  const goods = (frame.items ?? []).flatMap(({ name, quantity, unit }) => [
    plain(name),
    ...(quantity == null ? [] : [`${plain(name)} × ${Number(quantity)}`]),
    ...(unit == null ? [] : [`${plain(name)} in ${plain(unit)}`]),
  ])
  return [
    ...goods.map((value) => ({ field: 'item', value })),
    ...(frame.budget == null ? [] : [{ field: 'budget', value: String(Number(frame.budget)) }]),
    ...stated('address', frame.address, loud),
    ...stated('when', frame.when, (value) => plain(value).slice(0, MINUTE)),
    ...(frame.groups ?? []).map((value) => ({ field: 'group', value })),
    ...(['phone', 'code', 'rating'] as const)
      .filter((field) => frame[field] != null)
      .map((field) => ({ field, value: loud(frame[field]) })),
    ...(frame.urgent === true ? [{ field: 'urgent', value: 'true' }] : []),
  ]
}

function stated(field: string, parts: object | undefined, write: (value: unknown) => string): Part[] {
  return Object.entries(parts ?? {})
    .filter(([, value]) => value != null && value !== false)
    .map(([key, value]) => ({ field: `${field}.${key}`, value: write(value) }))
}

const NOTHING_TO_COMPARE = { met: [], missed: [], wrong: [] }

/** Sets what is found against what is meant; equal parts meet once each. */
function compare(meant: Part[], found: Part[]): { met: Part[]; missed: Part[]; wrong: Part[] } {
  const wrong = [...found]
  const met: Part[] = []
  const missed: Part[] = []
  for (const part of meant) {
    const at = wrong.findIndex(({ field, value }) => field === part.field && value === part.value)
    if (at < 0) missed.push(part)
    else met.push(...wrong.splice(at, 1))
  }
  return { met, missed, wrong }
}

const isDoor = (field: string): boolean => field === 'budget' || field.startsWith('address.')
const count = (share: Share, isRight: boolean): void => {
  share.of += 1
  if (isRight) share.right += 1
}
const write = ({ field, value }: Part): string => `${field} ${value}`

/** Does the answer have the intent that is meant, and the category where one is meant? */
export function isDecidedRight(meant: Frame, answer: Frame): boolean {
  return answer.intent === meant.intent && (meant.category === undefined || answer.category === meant.category)
}

/**
 * Scores answers by the contract's rules: intent and category by exact match, slots by parts.
 * @param answers in the order of `meant`
 */
export function score(meant: readonly Meant[], answers: readonly Frame[]): Score {
  const sum = emptyScore()
  meant.forEach((want, i) => {
    const got = answers[i]
    if (got) tally(sum, want, got)
  })
  return sum
}

function emptyScore(): Score {
  const share = (): Share => ({ right: 0, of: 0 })
  const found = (): Found => ({ right: 0, wrong: 0, missed: 0 })
  return {
    messages: 0,
    intent: share(),
    category: share(),
    slots: found(),
    whole: share(),
    falseAlarms: share(),
    missedRequests: share(),
    missedEmergencies: share(),
    doors: found(),
    byIntent: new Map(INTENTS.map((intent) => [intent, share()])),
    byField: new Map(),
    errors: [],
  }
}

function tally(sum: Score, want: Meant, got: Frame): void {
  const sameIntent = got.intent === want.intent
  const sameCategory = want.category === undefined || got.category === want.category
  const { met, missed, wrong } = want.kindOnly ? NOTHING_TO_COMPARE : compare(partsOf(want), partsOf(got))
  const isWhole = sameIntent && sameCategory && missed.length + wrong.length === 0
  sum.messages += 1
  count(sum.intent, sameIntent)
  const own = sum.byIntent.get(want.intent)
  if (own) count(own, sameIntent)
  if (want.category !== undefined) count(sum.category, sameCategory)
  if (want.intent === 'other') count(sum.falseAlarms, !sameIntent)
  if (want.intent === 'request') count(sum.missedRequests, !sameIntent && got.intent !== 'emergency')
  if (want.intent === 'emergency') count(sum.missedEmergencies, !sameIntent)
  if (!want.kindOnly) count(sum.whole, isWhole)
  for (const { field } of met) add(sum, field, 'right')
  for (const { field } of missed) add(sum, field, 'missed')
  for (const { field } of wrong) add(sum, field, 'wrong')
  if (isWhole) return
  sum.errors.push({
    id: want.id,
    text: want.text,
    ...(!sameIntent && { intent: `${want.intent} read as ${got.intent}` }),
    ...(!sameCategory && { category: `${want.category} read as ${got.category ?? 'none'}` }),
    missed: missed.map(write),
    wrong: wrong.map(write),
  })
}

function add(sum: Score, field: string, what: keyof Found): void {
  const row = sum.byField.get(field) ?? { right: 0, wrong: 0, missed: 0 }
  sum.byField.set(field, row)
  row[what] += 1
  sum.slots[what] += 1
  if (isDoor(field)) sum.doors[what] += 1
}

/** F1 of what was found, 0 to 1; 1 where nothing was there and nothing was found. */
export function f1({ right, wrong, missed }: Found): number {
  const both = 2 * right + wrong + missed
  return both === 0 ? 1 : (2 * right) / both
}

/** 0 to 1; undefined where there was nothing to be right about. */
export function shareOf({ right, of }: Share): number | undefined {
  return of === 0 ? undefined : right / of
}

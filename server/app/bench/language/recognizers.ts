import type { Frame } from '@yimin/shared/language/frame'
import type { Row } from './table.ts'
import type { Utterance } from '../../utterances.ts'

const DATES = '@microsoft/recognizers-text-date-time'
const UNITS = '@microsoft/recognizers-text-number-with-unit'
const SEQUENCES = '@microsoft/recognizers-text-sequence'
const CULTURE = 'zh-cn'

interface Recognized {
  resolution?: { value?: string; values?: Record<string, string>[] } | null
}
interface Library {
  recognizeDateTime(text: string, culture: string, options: number, reference: Date): Recognized[]
  recognizeCurrency(text: string, culture: string): Recognized[]
  recognizePhoneNumber(text: string, culture: string): Recognized[]
}

/** What both can be asked for: the day of a time, the sum of money, the number to call. */
interface Answer {
  day?: string
  budget?: string
  phone?: string
}
const ASKED = ['day', 'budget', 'phone'] as const

/**
 * Recognizers-Text beside our reader, on the messages that hold a day, a sum or a number. It knows no intents, and its afternoons are
 * other ones than the contract's; so only the day is compared, and only where there is one.
 */
export async function scoreRecognizers(meant: readonly Utterance[], answers: readonly Frame[]): Promise<Row[]> {
  const library = await loadLibrary()
  if (!library) return []
  const theirs = meant.map((one) => answerOf(library, one))
  return ASKED.flatMap((field) => {
    const asked = meant.map((one, i) => ({ i, want: ownAnswer(one)[field] })).filter(({ want }) => want !== undefined)
    if (asked.length === 0) return []
    const share = (given: readonly (Answer | undefined)[]): number =>
      asked.filter(({ i, want }) => given[i]?.[field] === want).length / asked.length
    const ours = answers.map(ownAnswer)
    return [
      { what: `${field} right where one is told`, ours: share(ours), peer: share(theirs), note: `of ${asked.length}` },
    ]
  })
}

async function loadLibrary(): Promise<Library | undefined> {
  try {
    const parts = await Promise.all(
      [DATES, UNITS, SEQUENCES].map(async (name) => {
        const loaded = (await import(name)) as { default?: object }
        return loaded.default ?? loaded
      }),
    )
    return Object.assign({}, ...parts) as Library
  } catch {
    return undefined
  }
}

function ownAnswer({ when, budget, phone }: Frame): Answer {
  return {
    day: (when?.from ?? when?.to)?.slice(0, 'YYYY-MM-DD'.length),
    ...(budget !== undefined && { budget: String(budget) }),
    ...(phone !== undefined && { phone }),
  }
}

/** The first of each kind; of several days that may be meant, the last: it lies ahead. */
function answerOf(library: Library, { text, now }: Utterance): Answer {
  return {
    day: dayIn(
      guarded(() => library.recognizeDateTime(text, CULTURE, 0, new Date(now))),
      now,
    ),
    budget: numberIn(guarded(() => library.recognizeCurrency(text, CULTURE))),
    phone: guarded(() => library.recognizePhoneNumber(text, CULTURE))[0]?.resolution?.value?.replace(/\D/g, ''),
  }
}

/** What the library throws at counts as nothing found. */
function guarded(recognize: () => Recognized[]): Recognized[] {
  try {
    return recognize()
  } catch {
    return []
  }
}

function dayIn(found: readonly Recognized[], now: string): string | undefined {
  const value = found.map(({ resolution }) => resolution?.values?.at(-1)).find((one) => one !== undefined)
  if (!value) return undefined
  const said = value['value'] ?? value['start'] ?? value['end'] ?? ''
  if (/^\d{4}-\d\d-\d\d/.test(said)) return said.slice(0, 'YYYY-MM-DD'.length)
  return /^\d\d:\d\d/.test(said) ? now.slice(0, 'YYYY-MM-DD'.length) : undefined
}

function numberIn(found: readonly Recognized[]): string | undefined {
  const value = found[0]?.resolution?.value
  return value === undefined ? undefined : String(Number(value))
}

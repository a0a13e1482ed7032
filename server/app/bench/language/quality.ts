import { INTENTS, type Frame, type ReadFrame } from '@yimin/shared/language/frame'
import { NO_WORDS, understand } from '../../../language/index.ts'
import { binsOf, calibrationError, type Believed } from './calibration.ts'
import { f1, isDecidedRight, score, shareOf, type Score } from './score.ts'
import { atLeast, atMost, percent, writeColumns, type Line } from './table.ts'
import { OBLIQUE, THREE_KINDS, type Utterance } from '../../utterances.ts'

/** A set of labelled messages, and what the reader made of it. */
export interface Read {
  name: string
  meant: readonly Utterance[]
  answers: ReadFrame[]
  score: Score
}

/** Reads a set as `npm run understand` does: without any station's words. */
export function readSet(name: string, meant: readonly Utterance[]): Read {
  const answers = meant.map(({ text, now, chat }) => understand(text, now, NO_WORDS, chat))
  return { name, meant, answers, score: score(meant, answers) }
}

const CALIBRATION = 'expected calibration error'

export function qualityLines({ meant, answers, score: reached }: Read): Line[] {
  return [
    atLeast('intent', shareOf(reached.intent), 0.95),
    atLeast('category', shareOf(reached.category), 0.93),
    atLeast('slots, F1', f1(reached.slots), 0.93),
    atLeast('whole frame', shareOf(reached.whole), 0.75),
    atMost('small talk answered', shareOf(reached.falseAlarms), 0.04),
    atMost('requests missed', shareOf(reached.missedRequests), 0.03),
    atMost('emergencies missed', shareOf(reached.missedEmergencies), 0),
    atLeast('money and address parts, F1', f1(reached.doors), 0.97),
    atMost(CALIBRATION, calibrationError(believedOf(meant, answers)), 0.05),
  ]
}

/**
 * What stands beside the bars: all that was kept out, with the sentences that were written to be misread. The bars are set for the three
 * kinds of messages; how far belief and truth lie apart is asked of all.
 */
export function allLines(read: Read): Line[] {
  return qualityLines(read).map((line) => (line.what === CALIBRATION ? line : { what: line.what, figure: line.figure }))
}

function believedOf(meant: readonly Frame[], answers: readonly ReadFrame[]): Believed[] {
  return answers.map((answer, i) => {
    const want = meant[i]
    return { confidence: answer.confidence, right: want !== undefined && isDecidedRight(want, answer) }
  })
}

/** Beyond this the reader is fitted to one of the two sets. */
const APART = 0.02

/** The summary of two sets side by side, and where they differ by more than two points. */
export function writeDifference(first: Read, second: Read): string {
  const figures = ({ score: reached }: Read): [string, number | undefined][] => [
    ['intent', shareOf(reached.intent)],
    ['category', shareOf(reached.category)],
    ['slots, F1', f1(reached.slots)],
    ['whole frame', shareOf(reached.whole)],
  ]
  const others = new Map(figures(second))
  const rows = figures(first).map(([what, one]) => {
    const other = others.get(what)
    const gap = one === undefined || other === undefined ? undefined : one - other
    return [
      what,
      percent(one),
      percent(other),
      gap === undefined ? '' : `${(100 * gap).toFixed(1)}${Math.abs(gap) > APART ? ' APART' : ''}`,
    ]
  })
  return writeColumns(['', first.name, second.name, 'points between'], rows)
}

/** One column a set: right ones of each intent; a peer's beside them. */
export function writeByIntent(columns: readonly { name: string; score: Score }[]): string {
  return writeColumns(
    ['intent', ...columns.map(({ name }) => name)],
    INTENTS.map((intent) => [
      intent,
      ...columns.map(({ score: reached }) => {
        const { right, of } = reached.byIntent.get(intent) ?? { right: 0, of: 0 }
        return of === 0 ? '–' : `${right}/${of} ${percent(right / of)}`
      }),
    ]),
  )
}

const ALL_KINDS = Object.values(THREE_KINDS).flat()

/** Those of a set that are of one of the three kinds. */
export function ofThreeKinds(messages: readonly Utterance[]): Utterance[] {
  const isIn = isOf(messages, ALL_KINDS)
  return messages.filter((_, i) => isIn[i])
}

const isOf = (meant: Read['meant'], starts: readonly string[]): boolean[] =>
  meant.map(({ id }) => starts.some((start) => id.startsWith(start)))

/** How the parts of a set are read: the three kinds of messages, all with a whole frame, and those that were written to say things unusually. */
export function writeByWording({ meant, answers }: Read): string {
  const rows = [
    ...Object.entries(THREE_KINDS).map(([name, starts]) => [name, isOf(meant, starts)] as const),
    ['the three together', isOf(meant, ALL_KINDS)],
    ['said obliquely', isOf(meant, OBLIQUE)],
    ['whole frames', meant.map(({ kindOnly }) => kindOnly !== true)],
    ['unusual wording', meant.map(({ kindOnly }) => kindOnly === true)],
  ] as const
  return writeColumns(
    [
      '',
      'messages',
      'intent',
      'category',
      'slots, F1',
      'whole frame',
      'talk answered',
      'requests missed',
      'emergencies missed',
    ],
    rows.map(([name, isIn]) => {
      const reached = score(
        meant.filter((_, i) => isIn[i]),
        answers.filter((_, i) => isIn[i]),
      )
      const frames =
        name === 'unusual wording' ? ['–', '–'] : [percent(f1(reached.slots)), percent(shareOf(reached.whole))]
      const errors = [reached.falseAlarms, reached.missedRequests].map((share) => percent(shareOf(share)))
      const { right, of } = reached.missedEmergencies
      const decided = [reached.intent, reached.category].map((share) => percent(shareOf(share)))
      return [name, String(reached.messages), ...decided, ...frames, ...errors, `${right} of ${of}`]
    }),
  )
}

/** One column a set: F1 of each field, and how many of it there are. */
export function writeByField(reads: readonly Read[]): string {
  const fields = [...new Set(reads.flatMap(({ score: reached }) => [...reached.byField.keys()]))].sort()
  return writeColumns(
    ['field', ...reads.map(({ name }) => name)],
    fields.map((field) => [
      field,
      ...reads.map(({ score: reached }) => {
        const found = reached.byField.get(field)
        return found ? `${percent(f1(found))} of ${found.right + found.missed}` : '–'
      }),
    ]),
  )
}

/** What the reader believed, and how often it was right, tenth by tenth. */
export function writeCalibration({ meant, answers }: Read): string {
  return writeColumns(
    ['confidence', 'messages', 'believed', 'right'],
    binsOf(believedOf(meant, answers)).map(({ from, count, confidence, right }) => [
      `${from.toFixed(1)} – ${(from + 0.1).toFixed(1)}`,
      String(count),
      percent(confidence),
      percent(right),
    ]),
  )
}

/** What a station's threshold would cost: of 100 messages so many go to a person, and so many of the others are wrong. */
export function writeThresholds({ meant, answers }: Read): string {
  const believed = believedOf(meant, answers)
  const rows = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((floor) => {
    const kept = believed.filter(({ confidence }) => confidence >= floor)
    const wrong = kept.filter(({ right }) => !right)
    return [
      floor.toFixed(1),
      percent(1 - kept.length / believed.length),
      percent(kept.length === 0 ? undefined : wrong.length / kept.length),
    ]
  })
  return writeColumns(['threshold', 'go to a person', 'wrong among the rest'], rows)
}

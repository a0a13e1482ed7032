import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { answerDates } from './dateAnswers.ts'
import { isRight, readDateCases } from './dateCases.ts'
import { loadDatePeer, type DatePeer } from './datePeer.ts'
import type { Row } from './table.ts'

/** A spec file of Recognizers-Text, whether this product has a use for it, and why. */
interface SpecFile {
  file: string
  used: boolean
  why: string
}

/** All files of `Specs/DateTime/Chinese`. */
export const DATE_FILES: readonly SpecFile[] = [
  { file: 'DateExtractor.json', used: true, why: 'the day that is asked for' },
  { file: 'DateParser.json', used: true, why: 'the day that is asked for' },
  {
    file: 'DatePeriodExtractor.json',
    used: true,
    why: 'weeks, month ends, from one day to another; years tell of the past',
  },
  {
    file: 'DatePeriodParser.json',
    used: true,
    why: 'weeks, month ends, from one day to another; years tell of the past',
  },
  { file: 'DateTimeExtractor.json', used: true, why: 'a day with an hour' },
  { file: 'DateTimeParser.json', used: true, why: 'a day with an hour' },
  { file: 'DateTimePeriodExtractor.json', used: true, why: 'a part of a day, from one hour to another' },
  { file: 'DateTimePeriodParser.json', used: true, why: 'a part of a day, from one hour to another' },
  { file: 'TimeExtractor.json', used: true, why: 'the hour' },
  { file: 'TimeParser.json', used: true, why: 'the hour' },
  { file: 'TimePeriodExtractor.json', used: true, why: 'from one hour to another' },
  { file: 'TimePeriodParser.json', used: true, why: 'from one hour to another' },
  { file: 'HolidayExtractor.json', used: true, why: 'feasts as days' },
  {
    file: 'HolidayParser.json',
    used: true,
    why: 'feasts as days; the specs leave days of the farmers’ calendar unconverted',
  },
  { file: 'DurationExtractor.json', used: true, why: 'half an hour from now, two hours ago' },
  { file: 'DurationParser.json', used: true, why: 'half an hour from now, two hours ago' },
  { file: 'SetExtractor.json', used: true, why: 'what recurs (每天) is no single time' },
  { file: 'SetParser.json', used: true, why: 'what recurs (每天) is no single time' },
  { file: 'MergedParser.json', used: true, why: 'about, before and after an hour' },
  { file: 'DateTimeModel.json', used: true, why: 'whole sentences' },
  { file: 'DateTimeModelExperimentalMode.json', used: true, why: 'whole sentences with bounds: since, until' },
  {
    file: 'MergedExtractor.json',
    used: false,
    why: 'two cases, marked as not for JavaScript; they call 十点以后 an instant, which for a visit it is not (MergedParser has the same words as a range)',
  },
]

const FOLDER = join('Specs', 'DateTime', 'Chinese')

/**
 * Our share of right cases in each spec file, and that of Microsoft's own library where it is installed, by the same rule: the same
 * expressions, each with its kind and (in parser and model files) its value, where two values are possible the coming one.
 * @param dir the data folder with `recognizers-zh`, or that folder itself
 */
export async function scoreDates(dir: string): Promise<Row[]> {
  const folder = [join(dir, 'recognizers-zh', FOLDER), join(dir, FOLDER), dir].find((one) =>
    existsSync(join(one, 'DateParser.json')),
  )
  if (!folder) throw new Error(`${dir} holds no DateTime specs of Recognizers-Text`)
  const peerOf = await loadDatePeer()
  return DATE_FILES.filter(({ file }) => existsSync(join(folder, file))).map((one) =>
    scoreFile(folder, one, peerOf?.(one.file)),
  )
}

function scoreFile(folder: string, { file, used, why }: SpecFile, peer: DatePeer | undefined): Row {
  const cases = readDateCases(folder, file)
  const share = (answer: DatePeer): number =>
    cases.filter((one) => isRight(one.expected, answer(one))).length / cases.length
  const theirs = peer && share(peer)
  return {
    what: `dates ${file.replace('.json', '')} (${cases.length})`,
    ours: share((one) => answerDates(one, file)),
    ...(theirs !== undefined && { peer: theirs, ...(used && { bar: theirs }) }),
    ...(!used && { note: `no use: ${why}` }),
  }
}

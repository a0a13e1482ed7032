import type { Cell, SheetData } from 'write-excel-file/node'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import type { Figures } from '@yimin/shared/reports/contract'
import { KIND_WORDS, reportWords, tableWords } from '@yimin/shared/reports/words'
import { STATUS_WORDS } from '@yimin/shared/requests/words'
import type { RequestRow } from '../queries/requestRows.ts'

/**
 * Always a text, whatever it begins with: `=1+1` from somebody's address stays these four characters, in this file and in
 * what is copied out of it (CWE-1236).
 */
function text(value: string, style: object = {}): Cell {
  return { type: String, value, ...style }
}

function number(value: number | undefined): Cell {
  return value === undefined ? text(reportWords.notGiven) : { type: Number, value }
}

function head(...words: string[]): Cell[] {
  return words.map((word) => text(word, { fontWeight: 'bold' }))
}

function summary({ period, total, acceptance, completion, satisfaction, followUp, late, helpers }: Figures): SheetData {
  const lines: [string, number | undefined][] = [
    [tableWords.total, total],
    [tableWords.acceptedCount, acceptance.count],
    [tableWords.median, acceptance.medianMinutes],
    [tableWords.p90, acceptance.p90Minutes],
    [tableWords.doneCount, completion.done],
    [tableWords.bySilence, completion.bySilence],
    [tableWords.cancelled, completion.cancelled],
    [tableWords.rejected, completion.rejected],
    [tableWords.completion, completion.donePercent],
    [tableWords.reopened, completion.reopened],
    [tableWords.promised, late.promised],
    [tableWords.lateCount, late.count],
    [tableWords.answers, satisfaction.answers],
    [tableWords.responseRate, satisfaction.responsePercent],
    [tableWords.average, satisfaction.average],
    [tableWords.followUpAnswers, followUp.answers],
    [tableWords.followUpRate, followUp.responsePercent],
    [tableWords.followUpAverage, followUp.average],
    [tableWords.helpers, helpers.count],
    [tableWords.topShare, helpers.topPercent],
  ]
  return [head(period.word, tableWords.figure), ...lines.map(([word, value]) => [text(word), number(value)])]
}

function counts(title: string, lines: readonly { word: string; count: number }[]): SheetData {
  return [head(title, tableWords.count), ...lines.map(({ word, count }) => [text(word), number(count)])]
}

/** A block under another one, on the same sheet. */
function below(title: string, lines: readonly { word: string; count: number }[] = []): SheetData {
  return lines.length === 0 ? [] : [[null], ...counts(title, lines)]
}

/** What the screen draws as bars: each picture's numbers, one under the other. */
function pictures({ byWait, byOutcome, satisfaction, byDay }: Figures): SheetData {
  return [
    ...below(tableWords.byWait, byWait),
    ...below(tableWords.byOutcome, byOutcome),
    ...below(tableWords.byStars, satisfaction.stars),
    ...below(tableWords.byDay, byDay),
  ]
}

function buildings({ notServed, served }: Figures): SheetData {
  return [
    head(tableWords.building, tableWords.residents),
    ...notServed.items.map(({ word, residentsWord }) => [text(word), text(residentsWord)]),
    [null],
    head(tableWords.served, tableWords.askers),
    ...served.items.map(({ word, askersWord }) => [text(word), text(askersWord)]),
  ]
}

function moment(at: Date | undefined): Cell {
  return text(at === undefined ? '' : toLocal(at).replace('T', ' '))
}

function requests(rows: readonly RequestRow[]): SheetData {
  const { code, kind, building, state, asked, accepted, minutesToAccept, done, late, yes, no } = tableWords
  return [
    head(code, kind, building, state, asked, accepted, minutesToAccept, done, late),
    ...rows.map((row) => [
      text(row.code),
      text(KIND_WORDS[row.category]),
      text(buildingWord(row.place)),
      text(STATUS_WORDS[row.status]),
      moment(row.createdAt),
      moment(row.acceptedAt),
      row.minutesToAccept === undefined ? null : number(row.minutesToAccept),
      moment(row.doneAt),
      text(row.promised ? (row.late ? yes : no) : ''),
    ]),
  ]
}

const NARROW = { width: 12 }
const WIDE = { width: 30 }

/**
 * A month for Excel: figures on the first sheets, then each request as far as its building. No person in it, and no single
 * rating: in a small building it would tell who gave it.
 */
export async function writeMonthTable(figures: Figures, rows: readonly RequestRow[]): Promise<Buffer> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const pair = [WIDE, NARROW]
  return writeExcelFile([
    { sheet: tableWords.summary, data: [...summary(figures), ...pictures(figures)], columns: pair },
    { sheet: tableWords.byKind, data: counts(tableWords.kind, figures.byKind), columns: pair },
    { sheet: tableWords.byState, data: counts(tableWords.state, figures.byStatus), columns: pair },
    {
      sheet: tableWords.requests,
      data: requests(rows),
      columns: [NARROW, NARROW, WIDE, NARROW, WIDE, WIDE, NARROW, WIDE, NARROW],
      stickyRowsCount: 1,
    },
    {
      sheet: tableWords.notServed,
      data: buildings(figures),
      columns: [WIDE, WIDE],
    },
  ]).toBuffer()
}

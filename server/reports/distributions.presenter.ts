import { toLocal } from '@yimin/shared/language/localTime'
import type { Figures, Outcome, Wait } from '@yimin/shared/reports/contract'
import { OUTCOMES, STARS, WAITS } from '@yimin/shared/reports/contract'
import { OUTCOME_WORDS, reportWords, WAIT_WORDS } from '@yimin/shared/reports/words'
import { isAlive } from '@yimin/shared/requests/states'
import type { Counted } from './queries/countFigures.ts'
import type { RequestRow } from './queries/requestRows.ts'
import { isFew } from './smallNumbers.policy.ts'

type Rows = readonly RequestRow[]

const DAY_MINUTES = 1_440
const DAY_MS = 86_400_000

function waitOf({ minutesToAccept: minutes, status }: RequestRow): Wait {
  if (minutes === undefined) return isAlive(status) ? 'notYet' : 'never'
  if (minutes <= 10) return 'within10'
  if (minutes <= 30) return 'within30'
  if (minutes <= 60) return 'within60'
  return minutes <= DAY_MINUTES ? 'withinDay' : 'longer'
}

function outcomeOf({ status, bySilence, reopened }: RequestRow): Outcome {
  if (status === 'done') return bySilence ? 'silence' : 'confirmed'
  if (status === 'cancelled' || status === 'rejected') return status
  return reopened ? 'again' : 'open'
}

/** How long people waited until somebody took it: every class, also the empty ones, so that months look alike. */
export function waitsOf(rows: Rows): Figures['byWait'] {
  const waits = rows.map(waitOf)
  return rows.length === 0
    ? []
    : WAITS.map((wait) => ({ wait, word: WAIT_WORDS[wait], count: waits.filter((one) => one === wait).length }))
}

/** How the requests came out. */
export function outcomesOf(rows: Rows): Figures['byOutcome'] {
  const outcomes = rows.map(outcomeOf)
  if (rows.length === 0) return []
  return OUTCOMES.map((outcome) => ({
    outcome,
    word: OUTCOME_WORDS[outcome],
    count: outcomes.filter((one) => one === outcome).length,
  }))
}

/** How often each number was given; `undefined` where a single answer would tell who gave it. */
export function starsOf(rows: Rows): Figures['satisfaction']['stars'] {
  const ratings = rows.flatMap(({ rating }) => (rating === undefined ? [] : [rating]))
  if (isFew(ratings.length)) return undefined
  return STARS.map((stars) => ({
    stars,
    word: reportWords.stars(stars),
    count: ratings.filter((rating) => rating === stars).length,
  }))
}

function dayWord(day: string): string {
  const [, month = 0, date = 0] = day.split('-').map(Number)
  return reportWords.day(month, date)
}

/** The days of a month as far as it has come. A single day has no days to set side by side. */
export function daysOf({ period: { from, to }, now, rows }: Counted): Figures['byDay'] {
  const length = Math.round((to.getTime() - from.getTime()) / DAY_MS)
  if (length <= 1) return []
  const asked = rows.map(({ createdAt }) => toLocal(createdAt).slice(0, 10))
  return Array.from({ length }, (_, n) => new Date(from.getTime() + n * DAY_MS))
    .filter((start) => start <= now)
    .map((start) => toLocal(start).slice(0, 10))
    .map((day) => ({ day, word: dayWord(day), count: asked.filter((one) => one === day).length }))
}

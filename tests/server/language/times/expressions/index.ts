import { CLOCKS } from './clocks.ts'
import { DATES } from './dates.ts'
import { DAYS } from './days.ts'
import type { Expression } from './expression.ts'
import { FESTIVALS } from './festivals.ts'
import { IN_WISHES } from './inWishes.ts'
import { LENGTHS } from './lengths.ts'
import { LIMITS } from './limits.ts'
import { NO_TIMES } from './noTimes.ts'
import { AT_YEARS_END, IN_SUMMER } from './otherMoments.ts'
import { WEEKS } from './weeks.ts'
import { WORDINGS } from './wordings.ts'

/** By the local moment at which they are written. */
export const EXPRESSIONS: Readonly<Record<string, readonly Expression[]>> = {
  '2026-11-25T10:00': [
    ...DAYS,
    ...CLOCKS,
    ...LIMITS,
    ...LENGTHS,
    ...WEEKS,
    ...DATES,
    ...FESTIVALS,
    ...WORDINGS,
    ...IN_WISHES,
    ...NO_TIMES,
  ],
  '2027-07-18T19:30': IN_SUMMER,
  '2026-12-31T08:15': AT_YEARS_END,
}

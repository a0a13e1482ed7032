import { fromLocal, toLocal } from '@yimin/shared/language/localTime'
import { reportWords } from '@yimin/shared/reports/words'

/** From inclusive, to exclusive; days and months of Asia/Shanghai. */
export interface Period {
  word: string
  from: Date
  to: Date
}

const DAY_MS = 86_400_000

export function dayOf(now: Date): Period {
  const from = fromLocal(`${toLocal(now).slice(0, 10)}T00:00`)
  return { word: reportWords.today, from, to: new Date(from.getTime() + DAY_MS) }
}

/** `2026-11` */
export function monthOf(month: string): Period {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return {
    word: reportWords.month(year, number),
    from: fromLocal(`${month}-01T00:00`),
    to: fromLocal(`${next}-01T00:00`),
  }
}

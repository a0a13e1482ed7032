import { parseArgs } from 'node:util'
import { affectedWords } from '@yimin/shared/entry/words'
import { fromLocal, toLocal } from '@yimin/shared/language/localTime'
import { FIELD_WORDS } from '@yimin/shared/people/words'
import type { Affected } from '../people/index.ts'
import { UsageError } from './inviteWishes.ts'

export interface AffectedWishes {
  from: Date
  /** Not included. */
  to: Date
  reader: string | undefined
}

const DAY = /^\d{4}-\d\d-\d\d$/
const DAY_MS = 24 * 3_600_000

/** `--from 2026-11-01 --to 2026-11-23 [--reader 赵老师]`: whole days in Asia/Shanghai. Throws UsageError. */
export function readAffectedWishes(args: string[]): AffectedWishes {
  const { from = '', to = from, reader } = optionsIn(args)
  const [begin, end] = [from, to].map((day) => (DAY.test(day) ? fromLocal(`${day}T00:00`) : new Date(NaN)))
  if (!begin || !end || Number.isNaN(begin.getTime()) || Number.isNaN(end.getTime()) || begin > end)
    throw new UsageError(affectedWords.wrongDays)
  return { from: begin, to: new Date(end.getTime() + DAY_MS), reader: reader?.trim() }
}

function optionsIn(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { from: text, to: text, reader: text } }).values
  } catch {
    throw new UsageError(affectedWords.usage)
  }
}

/** Lines of a table as Excel opens it: a name that begins like a formula is none (OWASP, CSV injection). */
export function affectedTable(affected: readonly Affected[]): string {
  const rows = affected.map(({ personId, name, fields, reads, first, last }) => [
    personId,
    name ?? affectedWords.gone,
    fields.map((field) => FIELD_WORDS[field]).join('、'),
    String(reads),
    toLocal(first),
    toLocal(last),
  ])
  return [[...affectedWords.heads], ...rows].map((cells) => cells.map(cell).join(',')).join('\n')
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${plain.replaceAll('"', '""')}"`
}

import { toLocal } from '@yimin/shared/language/localTime'
import type { Template, TemplateFact } from './settings.ts'

/** What a message tells. Nothing else about a person can stand in a template. */
export interface TemplateFacts extends Record<Exclude<TemplateFact, 'time'>, string> {
  time: Date
}

/** The values of a template as WeChat takes them: each cut to what its kind allows, never empty. */
export function fillTemplate(template: Template, facts: TemplateFacts): Record<string, { value: string }> {
  return Object.fromEntries(
    Object.entries(template.values).map(([key, fact]) => [key, { value: fitValue(key, facts[fact]) }]),
  )
}

type Fit = (text: string) => string

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Whole characters as people see them, counted in the smallest way that WeChat might count. */
function cut(text: string, most: number, end = ''): string {
  if (text.length <= most) return text
  let kept = ''
  for (const { segment } of characters.segment(text)) {
    if (kept.length + segment.length > most - end.length) break
    kept += segment
  }
  return kept + end
}

const only = (pattern: RegExp, most: number, otherwise: string): Fit => {
  return (text) => cut((text.match(pattern) ?? []).join(''), most) || otherwise
}

/** Limits of the official table, by the kind in a key. What nothing of the text fits gets the plain word at the end. */
const FITS: Readonly<Record<string, Fit>> = {
  thing: (text) => cut(text, 20, '…') || '新消息',
  number: only(/\d/g, 32, '0'),
  letter: only(/[A-Za-z]/g, 32, 'A'),
  symbol: () => '-',
  character_string: (text) => only(/[\x20-\x7e]/g, 32, '-')(text).trim() || '-',
  amount: only(/\d/g, 10, '0'),
  phone_number: only(/\d/g, 17, '0'),
  car_number: only(/[\p{Script=Han}A-Z0-9]/gu, 8, '无'),
  name: only(/\p{Script=Han}/gu, 10, '社工站'),
  phrase: only(/\p{Script=Han}/gu, 5, '新消息'),
}

const [TIME_KINDS, PLAIN] = [['time', 'date'], '新消息']

/** `thing1` and a text or an instant → what may stand there. */
export function fitValue(key: string, value: string | Date): string {
  const kind = key.replace(/\d+$/, '')
  if (TIME_KINDS.includes(kind)) return longTime(value instanceof Date ? value : new Date(0))
  const text = value instanceof Date ? shortTime(value) : plainText(value)
  return FITS[kind]?.(text) ?? PLAIN
}

/** One line without control characters and without halves of characters. */
function plainText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** 2026年11月22日 12:05 */
function longTime(at: Date): string {
  const [day = '', time = ''] = toLocal(at).split('T')
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日 ${time}`
}

/** 11-22 12:05 */
function shortTime(at: Date): string {
  return toLocal(at).slice(5).replace('T', ' ')
}

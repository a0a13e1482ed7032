import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from '../../../shared/language/frame.ts'

export interface Sentence extends Frame {
  id: string
  text: string
  now: string
  chat: 'group' | 'private'
}

/** A file of our own sentences and what each means: one JSON object a line, in the reader's input form with the frame beside it. */
export function readSentences(name: string): Sentence[] {
  return readFileSync(join(__dirname, '..', '..', 'utterances', 'learn', `earlier.${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sentence)
}

/** The frame's fields as comparable strings; each part counts alone. */
export function slotsOf(frame: Frame): string[] {
  const items = (frame.items ?? []).flatMap(({ name, quantity, unit }) => [
    `item ${name}`,
    ...(quantity === undefined ? [] : [`item ${name} × ${quantity}`]),
    ...(unit === undefined ? [] : [`item ${name} in ${unit}`]),
  ])
  const parts = Object.entries({ ...frame.address, ...frame.when }).map(([key, value]) => `${key} ${String(value)}`)
  const single = (['budget', 'phone', 'code', 'rating', 'urgent'] as const)
    .filter((key) => frame[key] !== undefined)
    .map((key) => `${key} ${String(frame[key])}`)
  return [...items, ...parts, ...(frame.groups ?? []), ...single]
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from './table.ts'
import { readAddressLine, type LineKind } from '../../../language/grammar/addresses/addressLine.ts'

/** One labelled phrase of an address: `houseno` 9号楼, at characters [at, end). */
export interface Phrase {
  label: string
  at: number
  end: number
}
export interface LabelledAddress {
  text: string
  phrases: Phrase[]
}

/** The labels of the data that name parts of a door; all others (province, road, name of the place …) are not ours to find. */
const LABELS = ['houseno', 'cellno', 'floorno', 'roomno'] as const
const LABEL_OF: Partial<Record<LineKind, (typeof LABELS)[number]>> = {
  building: 'houseno',
  unit: 'cellno',
  floor: 'floorno',
  room: 'roomno',
}

/** Reads the form of the data: one character or run of digits with its BIO label a line, a blank line between addresses. */
export function parseAddresses(content: string): LabelledAddress[] {
  return content
    .split(/\r?\n\s*\r?\n/)
    .filter((block) => block.trim() !== '')
    .map(parseOne)
}

function parseOne(block: string): LabelledAddress {
  let text = ''
  const phrases: Phrase[] = []
  let open: Phrase | undefined
  for (const line of block.split(/\r?\n/)) {
    const cut = line.lastIndexOf(' ')
    if (cut <= 0) continue
    const token = line.slice(0, cut)
    const tag = line.slice(cut + 1)
    const goesOn = open !== undefined && tag === `I-${open.label}`
    if (goesOn && open) open.end += token.length
    else {
      open = tag.startsWith('B-')
        ? { label: tag.slice(2), at: text.length, end: text.length + token.length }
        : undefined
      if (open) phrases.push(open)
    }
    text += token
  }
  return { text, phrases: phrases.filter(({ label }) => (LABELS as readonly string[]).includes(label)) }
}

/** What our reader finds, in the data's labels. */
export function phrasesOf(text: string): Phrase[] {
  return readAddressLine(text).flatMap(({ kind, at, end }) => {
    const label = LABEL_OF[kind]
    return label ? [{ label, at, end }] : []
  })
}

interface Count {
  right: number
  found: number
  gold: number
}

const f1 = ({ right, found, gold }: Count): number => (found + gold === 0 ? 1 : (2 * right) / (found + gold))

/** Phrase F1 (same span, same label) for each label and over the four together. */
export function scorePhrases(addresses: readonly LabelledAddress[]): Row[] {
  const counts = new Map<string, Count>(LABELS.map((label) => [label, { right: 0, found: 0, gold: 0 }]))
  for (const { text, phrases } of addresses) {
    const found = phrasesOf(text)
    for (const phrase of phrases) add(counts, phrase.label, 'gold')
    for (const phrase of found) {
      add(counts, phrase.label, 'found')
      if (phrases.some((gold) => gold.label === phrase.label && gold.at === phrase.at && gold.end === phrase.end))
        add(counts, phrase.label, 'right')
    }
  }
  const total = [...counts.values()].reduce((sum, count) => ({
    right: sum.right + count.right,
    found: sum.found + count.found,
    gold: sum.gold + count.gold,
  }))
  return [
    ...[...counts].map(([label, count]) => ({ what: `addresses ${label}`, ours: f1(count), note: 'phrase F1' })),
    { what: 'addresses, the four together', ours: f1(total), bar: 0.91, note: 'phrase F1' },
  ]
}

function add(counts: ReadonlyMap<string, Count>, label: string, what: keyof Count): void {
  const count = counts.get(label)
  if (count) count[what] += 1
}

/** @param dir folder with `chinese-address/dev.txt`, or that folder itself */
export async function scoreAddresses(dir: string): Promise<Row[]> {
  return Promise.resolve(scorePhrases(parseAddresses(readAddressFile(dir))))
}

function readAddressFile(dir: string): string {
  try {
    return readFileSync(join(dir, 'chinese-address', 'dev.txt'), 'utf8')
  } catch {
    return readFileSync(join(dir, 'dev.txt'), 'utf8')
  }
}

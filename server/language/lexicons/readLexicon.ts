import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The data lies beside the source; what is built reads it from there too. */
const PLACES = ['./data/', '../../../language/lexicons/data/'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
)

function place(): string {
  const found = PLACES.find((each) => existsSync(each))
  if (!found) throw new Error('the lexicons of server/language/lexicons/data are missing')
  return found
}

/** A fault in a lexicon: the file, the line, and what is wrong there. The start stops at it. */
export class LexiconFault extends Error {
  override name = 'LexiconFault'
}

const HEADER = ['source', 'licence']
/** Controls, joiners and marks of direction, lone surrogates, private use, and every blank but the plain one. */
const ODD = /(?!\n)\p{Cc}|[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000]/u

/** An entry and where it stands, counted from 1. */
export interface Line {
  line: number
  text: string
}

/** Header and entries of a file are asked for one after the other: it is read once for both. */
let last = { name: '', text: '' }

/** A file's text with plain line ends. @throws LexiconFault */
function textOf(name: string): string {
  if (last.name === name) return last.text
  const file = isAbsolute(name) ? name : `${place()}${name}`
  if (!existsSync(file)) throw new LexiconFault(`${name}:1: the file is missing`)
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  const odd = ODD.exec(text)
  if (odd) throw new LexiconFault(`${name}:${text.slice(0, odd.index).split('\n').length}: a sign that cannot be seen`)
  last = { name, text }
  return text
}

/** What a lexicon's header says after `# field: `. @throws LexiconFault */
export function readField(name: string, field: string): string {
  const found = new RegExp(`^# ${field}: *(\\S.*)$`, 'm').exec(textOf(name))?.[1]?.trim()
  if (!found) throw new LexiconFault(`${name}:1: no # ${field}: line`)
  return found
}

/** The lines of a lexicon without its header and comments, each with its number. @throws LexiconFault */
export function readLines(name: string): Line[] {
  const text = textOf(name)
  if (!/^# \S/.test(text)) throw new LexiconFault(`${name}:1: no # title`)
  for (const field of HEADER) readField(name, field)
  const entries = text
    .split('\n')
    .map((line, i) => ({ line: i + 1, text: line.trim() }))
    .filter((entry) => entry.text !== '' && !entry.text.startsWith('#'))
  if (entries.length === 0) throw new LexiconFault(`${name}:1: no words`)
  return entries
}

/** A plain list of words. A word twice is a fault. @throws LexiconFault */
export function readWords(name: string): string[] {
  const seen = new Set<string>()
  for (const { line, text } of readLines(name)) {
    for (const word of text.split(/\s+/)) {
      if (seen.has(word)) throw new LexiconFault(`${name}:${line}: ${word} stands twice`)
      seen.add(word)
    }
  }
  return [...seen]
}

/** Pairs `word = other word`, each with its line. @throws LexiconFault */
export function readPairLines(name: string): { line: number; word: string; other: string }[] {
  const seen = new Set<string>()
  return readLines(name).map(({ line, text }) => {
    const [word, other, more] = text.split('=').map((part) => part.trim())
    if (!word || !other || more !== undefined) throw new LexiconFault(`${name}:${line}: expected word = other word`)
    if (seen.has(word)) throw new LexiconFault(`${name}:${line}: ${word} stands twice`)
    seen.add(word)
    return { line, word, other }
  })
}

/** Pairs `word = other word`. @throws LexiconFault */
export function readPairs(name: string): Map<string, string> {
  return new Map(readPairLines(name).map(({ word, other }) => [word, other]))
}

/** All lexicons of a folder of the data. */
export function listLexicons(folder: string): string[] {
  return readdirSync(`${place()}${folder}`)
    .filter((file) => file.endsWith('.txt'))
    .sort()
}

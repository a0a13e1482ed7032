import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** Beside the source; what is built reads it from there too. Source and licence stand in the first lines of each list. */
const PLACES = ['./data/', '../../../people/entry/data/']
const LISTS = ['commonPasswords.txt.gz', 'longPasswords.txt']

/** So much of digits and marks before or behind a word is what everybody adds when a form wants more. */
const PADDING = 4
const LETTERS_FOR_MARKS: { readonly [mark: string]: string } = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' } // prettier-ignore

let known: ReadonlySet<string> | undefined

/** Opened with the first password that is set: most processes never need it. */
function commonPasswords(): ReadonlySet<string> {
  if (known) return known
  const lines = LISTS.flatMap((list) => readList(list).split('\n'))
  known = new Set(lines.filter((line) => line !== '' && !line.startsWith('# ')))
  return known
}

function readList(name: string): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(`${place}${name}`, import.meta.url)))
  const found = files.find((file) => existsSync(file))
  if (!found) throw new Error(`server/people/entry/data/${name} is missing`)
  const bytes = readFileSync(found)
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/**
 * Whether this is one of the passwords that were stolen elsewhere most often, or such a one in a common disguise: capitals,
 * digits and marks around it (`Dragon2024!`), letters written as marks (`p@ssw0rd`), said twice.
 */
export function isCommonPassword(password: string): boolean {
  const folded = password.normalize('NFKC').toLowerCase()
  const list = commonPasswords()
  const readings = [folded, onceOf(folded)].flatMap(cores)
  return readings.some((core) => list.has(core) || list.has(withLetters(core)))
}

function onceOf(text: string): string {
  const half = text.slice(0, text.length / 2)
  return half + half === text ? half : text
}

/** The text itself, and what is left without up to four digits or marks at either end. */
function cores(text: string): string[] {
  const [before] = /^[^\p{L}]*/u.exec(text) ?? ['']
  const [behind] = /[^\p{L}]*$/u.exec(text) ?? ['']
  const upTo = (padding: string) => Array.from({ length: Math.min(padding.length, PADDING) + 1 }, (_, cut) => cut)
  return upTo(before).flatMap((from) => upTo(behind).map((cut) => text.slice(from, text.length - cut)))
}

function withLetters(text: string): string {
  return text.replace(/[@431!0$57]/g, (mark) => LETTERS_FOR_MARKS[mark] ?? mark)
}

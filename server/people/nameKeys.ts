import type { Filter } from 'mongodb'
import type { PersonDoc } from './person.model.ts'

const LETTERS_AT_MOST = 12
/** A search begins at any of the first characters: 「建国」 finds 孙建国 as `jianguo` and `jg`. */
const STARTS = 6
const HAN = /\p{Script=Han}/u

function keysFrom(syllables: readonly string[]): string[] {
  return syllables.slice(0, STARTS).flatMap((_, start) => {
    const rest = syllables.slice(start)
    return [rest.join(''), rest.map((syllable) => syllable[0]).join('')]
  })
}

/** Small letters and digits, without spaces and marks: how a key is stored and how a search is compared. */
function bareKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/**
 * What a name is found by in letters: pinyin and initials, with the surname's own reading (单 shan) and without it,
 * and whatever letters stand in it. The table of readings is opened with the first name: most processes never need it.
 */
export async function nameKeys(name: string): Promise<string[]> {
  const { pinyin } = await import('pinyin-pro')
  const short = Array.from(name.normalize('NFC')).slice(0, LETTERS_AT_MOST).join('')
  const readings = (['head', 'off'] as const).map((surname) =>
    pinyin(short, { toneType: 'none', type: 'array', surname, nonZh: 'removed' }),
  )
  const keys = [...readings.flatMap(keysFrom), name].map(bareKey)
  return [...new Set(keys.filter((key) => key !== ''))]
}

/** No character of a search has a meaning of its own in the pattern. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

/** Chinese is looked for anywhere in the name, letters at the beginning of its pinyin or initials. */
export function matching(search: string | undefined): Filter<PersonDoc> {
  if (search === undefined || search === '') return {}
  const key = bareKey(search)
  if (HAN.test(search) || key === '') return { name: { $regex: escaped(search.normalize('NFC')) } }
  return { nameKeys: { $regex: `^${key}` } }
}

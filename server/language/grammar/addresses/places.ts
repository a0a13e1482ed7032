import type { Address } from '@yimin/shared/language/frame'
import type { CommunityWords } from '../../communityWords.ts'
import { lexiconsFor, type Lexicons } from '../../lexicons/lexicon.ts'
import type { PlaceNames } from './addresses.ts'

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const PLAIN = /^(?:\d+|[A-Za-z]|[一二三四五六七八九十]+)$/

function placeNames(words: CommunityWords): PlaceNames {
  const address = new Map<string, Address>()
  for (const estate of words.estates ?? []) if (estate) address.set(estate, { place: estate })
  for (const zone of words.zones ?? [])
    if (zone && !PLAIN.test(zone)) address.set(/[区期]$/.test(zone) ? zone : `${zone}区`, { zone })
  for (const { zone, name } of words.buildings ?? []) {
    if (name.length > 1 && !PLAIN.test(name)) address.set(name, { ...(zone && { zone }), building: name })
  }
  for (const nickname of words.nicknames ?? []) if (nickname.name) address.set(nickname.name, nickname.address)
  if (address.size === 0) return { address }
  const longestFirst = [...address.keys()].sort((a, b) => b.length - a.length)
  return { address, pattern: new RegExp(longestFirst.map(escape).join('|'), 'g') }
}

export interface CompiledWords {
  lexicons: Lexicons
  places: PlaceNames
}

const compiled = new WeakMap<CommunityWords, CompiledWords>()

/** A station's words made ready to look for; made once for each object, so keep the object and make a new one for changed words. */
export function compileWords(words: CommunityWords): CompiledWords {
  const known = compiled.get(words)
  if (known) return known
  const made = { lexicons: lexiconsFor(words), places: placeNames(words) }
  compiled.set(words, made)
  return made
}

import type { CompiledWords } from '../../grammar/addresses/places.ts'
import { normalise, shorten } from '../../normalise/normalise.ts'
import { readAll, type Reading } from '../../reading.ts'
import { decide, type Deciding } from '../models.ts'
import type { Side } from './cutFeatures.ts'

/** What a message of one matter is read as. */
export function readSide(
  models: Deciding,
  text: string,
  now: string,
  words: CompiledWords,
  chat: 'group' | 'private',
): Side {
  return sideOf(models, readAll(normalise(shorten(text)), now, words, chat))
}

function sideOf(models: Deciding, reading: Reading): Side {
  const { intent, category, belief } = decide(models, reading)
  return {
    intent,
    category,
    belief,
    address: reading.address,
    goods: reading.mentions.filter(({ refused, strength }) => !refused && strength !== 'bare').length,
    hasTime: reading.time !== undefined,
    length: reading.text.length,
  }
}

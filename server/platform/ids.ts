import { drawBytes } from './random.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

let draw = drawBytes

/**
 * Lets the ids of this process come from somewhere else: a simulated community's from its seed, so that the same seed gives the same record.
 * Ids alone: keys, nonces and tokens stay the system's.
 */
export function drawIdsFrom(source: (count: number) => Buffer): void {
  draw = source
}

/** A random id without letters that look alike: 20 characters, about 99 bits. */
export function newId(): string {
  let id = ''
  for (const byte of draw(20)) id += ALPHABET.charAt(byte % ALPHABET.length)
  return id
}

import { drawBytes } from './random.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/** A random id without letters that look alike: 20 characters, about 99 bits. */
export function newId(): string {
  return Array.from(drawBytes(20), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

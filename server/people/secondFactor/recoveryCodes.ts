import { randomInt, scrypt } from 'node:crypto'
import type { ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

/** Without 0, O, 1, I, L and U: nobody has to ask which of them was written down. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 3
const GROUP_LENGTH = 4
const CODES = 10
/** OWASP password storage: one of the sets of equal strength, the one that takes least memory (16 MB). */
const COST: ScryptOptions = { N: 2 ** 14, r: 8, p: 5 }
const HASH_BYTES = 32

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

function drawCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** Ten codes of 58 random bits each, such as `7KQM-2RWX-HP9D`. */
export function drawRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, drawCode)
}

/** Dashes, spaces and case are how somebody wrote it down, not what it is. */
function bareCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

/** What is kept of a recovery code (ASVS 6.5.2): base64. Takes about a tenth of a second on purpose. */
export async function hashRecoveryCode(code: string, salt: string): Promise<string> {
  return (await derive(bareCode(code), Buffer.from(salt, 'base64'), HASH_BYTES, COST)).toString('base64')
}

import { randomInt } from 'node:crypto'
import { hashSlowly } from '../slowHash.ts'

/** Without 0, O, 1, I, L and U: nobody has to ask which of them was written down. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 3
const GROUP_LENGTH = 4
const CODES = 10

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

/** What is kept of a recovery code (ASVS 6.5.2): base64. */
export function hashRecoveryCode(code: string, salt: string): Promise<string> {
  return hashSlowly(bareCode(code), salt)
}

import { scrypt } from 'node:crypto'
import type { ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'
import { DomainError } from '@yimin/shared/errors/domainError'

/** OWASP password storage: one of the sets of equal strength, the one that takes least memory (16 MB). */
const COST: ScryptOptions = { N: 2 ** 14, r: 8, p: 5 }
const HASH_BYTES = 32
/** Whoever comes when so many wait is told to come again: a guesser must not take the machine from the residents. */
export const WAITING_AT_MOST = 12

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
let lane: Promise<unknown> = Promise.resolve()
let waiting = 0

/** What is kept of a secret that people remember or write down: base64. Takes about a tenth of a second on purpose, one at a time. */
export async function hashSlowly(secret: string, salt: string): Promise<string> {
  if (waiting >= WAITING_AT_MOST) throw new DomainError('too_many')
  waiting += 1
  const turn = lane.then(() => derive(secret, Buffer.from(salt, 'base64'), HASH_BYTES, COST))
  lane = turn.catch(() => undefined)
  try {
    return (await turn).toString('base64')
  } finally {
    waiting -= 1
  }
}

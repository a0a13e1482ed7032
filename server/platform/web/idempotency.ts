import { createHash, createHmac } from 'node:crypto'
import type { Collection, Db } from 'mongodb'
import { fieldWords } from '@yimin/shared/errors/words'
import type { Clock } from '../clock.ts'
import type { CollectionIndexes } from '../mongo.ts'
import { insertTogether } from '../together.ts'
import { ApiError } from './apiError.ts'

/** An answer as it goes out: HTTP status and JSON text. */
export interface Answer {
  status: number
  body: string
}

/** Hides answers at rest, because a reply may carry an address. `id` binds the sealed text to its row. */
export interface AnswerSealer {
  seal(text: string, id: string): string
  open(sealed: string, id: string): string
}

export interface KeyRow {
  _id: string
  bodyHash: string
  state: 'running' | 'done'
  /** Grows with every owner; an older owner may not write any more. */
  fence: number
  leaseUntil: Date
  at: Date
  status?: number
  body?: string
}

/** One write, named by its caller, route and Idempotency-Key. */
export interface KeyedWrite {
  caller: string
  route: string
  key: string
  /** The parsed input; the same key with another input is refused. */
  input: unknown
}

export interface IdempotencyKeys {
  /**
   * Runs a write once for each key and gives the same status and body to every repetition within 24 hours.
   * Throws ApiError `key_reused` (other input) or `key_in_use` (still running).
   * What was refused before anything was done is not remembered: `run` says so by `keep: false`.
   */
  once(write: KeyedWrite, run: () => Promise<RunOutcome>): Promise<Answer>
}

/** `keep: false` gives the key free again: nothing was done, or it may be tried again. */
export interface RunOutcome extends Answer {
  keep: boolean
}

/** Stripe keeps keys "at least 24 hours", up to 255 characters: https://docs.stripe.com/api/idempotent_requests */
const KEPT_MS = 24 * 3_600_000
const KEY_FORM = /^[\x21-\x7e]{1,255}$/
const LEASE_MS = 15_000
const RENEW_MS = 5_000
export const IDEMPOTENCY_KEYS = 'idempotency_keys'

/** What app/ creates at start. */
export const webIndexes: CollectionIndexes[] = [
  {
    collection: IDEMPOTENCY_KEYS,
    indexes: [{ key: { at: 1 }, name: 'kept_24_hours', expireAfterSeconds: KEPT_MS / 1_000 }],
  },
]

/** The Idempotency-Key header, checked. Throws ApiError `key_missing`. */
export function readKey(header: string | string[] | undefined): string {
  if (typeof header === 'string' && KEY_FORM.test(header)) return header
  throw new ApiError('key_missing', { fields: [{ path: 'Idempotency-Key', message: fieldWords.key }] })
}

/** Idempotency keys in the collection `idempotency_keys`. Without a sealer answers are kept in clear. */
export function idempotencyKeys(db: Db, clock: Clock, sealer?: AnswerSealer): IdempotencyKeys {
  const rows = db.collection<KeyRow>(IDEMPOTENCY_KEYS)
  return {
    once: async (write, run) => {
      const row = newRow(write, clock.now())
      const claim = (await insertTogether(db, IDEMPOTENCY_KEYS, row))
        ? { fence: row.fence }
        : await claimKnown(rows, row, clock.now())
      if ('answer' in claim) return openAnswer(claim.answer, row._id, sealer)
      const renewal = keepLease(rows, row._id, claim.fence, clock)
      try {
        const outcome = await run()
        await settle(rows, row._id, claim.fence, outcome, sealer)
        return { status: outcome.status, body: outcome.body }
      } finally {
        clearInterval(renewal)
      }
    },
  }
}

/** The raw key is not stored: it is the secret under which the input is hashed, so that a guessable input (a phone number) can't be tried out. */
function newRow(write: KeyedWrite, now: Date): KeyRow {
  const digest = createHash('sha256').update(`${write.caller}\n${write.key}`).digest('base64url')
  return {
    _id: `${write.route}|${digest}`,
    bodyHash: createHmac('sha256', write.key).update(JSON.stringify(write.input, picturesByDigest)).digest('base64url'),
    state: 'running',
    fence: 1,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    at: now,
  }
}

/** A picture's bytes written as JSON would be four times its size. */
function picturesByDigest(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? createHash('sha256').update(value).digest('base64url') : value
}

type Claim = { fence: number } | { answer: Answer }

/** The key was used before: its answer, or, where its owner died or a day has gone by, the key itself. */
async function claimKnown(rows: Collection<KeyRow>, row: KeyRow, now: Date): Promise<Claim> {
  const known = await rows.findOne({ _id: row._id })
  if (known === null) throw new ApiError('key_in_use')
  // The engine's own sweep runs once a minute and not at all in some embedded builds.
  if (known.at.getTime() + KEPT_MS <= now.getTime()) return takeOver(rows, known, row)
  if (known.bodyHash !== row.bodyHash) throw new ApiError('key_reused')
  if (known.state === 'done') return { answer: { status: known.status ?? 200, body: known.body ?? '' } }
  if (known.leaseUntil.getTime() > now.getTime()) throw new ApiError('key_in_use')
  return takeOver(rows, known, row)
}

/** Of several that find the same dead owner, exactly one gets the key. */
async function takeOver(rows: Collection<KeyRow>, known: KeyRow, row: KeyRow): Promise<Claim> {
  const fence = known.fence + 1
  const { _id, ...fresh } = row
  const result = await rows.replaceOne({ _id, fence: known.fence, leaseUntil: known.leaseUntil }, { ...fresh, fence })
  if (result.matchedCount === 0) throw new ApiError('key_in_use')
  return { fence }
}

function keepLease(rows: Collection<KeyRow>, _id: string, fence: number, clock: Clock): NodeJS.Timeout {
  const renew = () => {
    const leaseUntil = new Date(clock.now().getTime() + LEASE_MS)
    // A failed renewal only means that the next one, or the settling, finds out.
    rows.updateOne({ _id, fence, state: 'running' }, { $set: { leaseUntil } }).catch(() => undefined)
  }
  return setInterval(renew, RENEW_MS).unref()
}

/** The write has happened, so its answer goes out even if it can't be remembered: the lease then ends and the command's own guard answers a repetition. */
async function settle(
  rows: Collection<KeyRow>,
  _id: string,
  fence: number,
  outcome: RunOutcome,
  sealer?: AnswerSealer,
): Promise<void> {
  const { status } = outcome
  const body = sealer === undefined ? outcome.body : sealer.seal(outcome.body, _id)
  const settled = outcome.keep
    ? rows.updateOne({ _id, fence }, { $set: { state: 'done', status, body } })
    : rows.deleteOne({ _id, fence })
  await settled.catch(() => undefined)
}

function openAnswer(answer: Answer, id: string, sealer?: AnswerSealer): Answer {
  return sealer === undefined ? answer : { status: answer.status, body: sealer.open(answer.body, id) }
}

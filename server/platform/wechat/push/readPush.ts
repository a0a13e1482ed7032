import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { PushKeys } from '../settings.ts'

/** One call of WeChat's message push, as it came. */
export interface PushCall {
  query: Readonly<Record<string, string | undefined>>
  /** JSON of security mode: `{ ToUserName, Encrypt }`. */
  body: string
}

const WINDOW_MS = 5 * 60_000
const BLOCK = 32
const RANDOM_BYTES = 16
const LENGTH_BYTES = 4
/** Of one width each, so that no digit can wander from one part of the signed text to the next. */
const TIMESTAMP_FORM = /^\d{10}$/
const NONCE_FORM = /^[0-9A-Za-z_-]{1,64}$/

/** SHA-1 of the parts, sorted and joined: the platform's own way of signing. */
export function signatureOf(...parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/** Whether the platform signed this, and within five minutes of now. */
export function isFromWeChat(keys: PushKeys, query: PushCall['query'], now: Date): boolean {
  const { signature = '', timestamp = '', nonce = '' } = query
  if (!TIMESTAMP_FORM.test(timestamp) || !NONCE_FORM.test(nonce)) return false
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > WINDOW_MS) return false
  return sameText(signature, signatureOf(keys.token, timestamp, nonce))
}

/**
 * The message inside a call, as JSON text; `undefined` for whatever is not signed, not fresh, not whole, or meant for another app.
 * It does not say which: nobody but the platform needs to know.
 */
export function readPush(keys: PushKeys, appId: string, call: PushCall, now: Date): string | undefined {
  const encrypted = encryptedIn(call.body)
  if (encrypted === undefined || !isFromWeChat(keys, call.query, now)) return undefined
  const { timestamp = '', nonce = '', msg_signature: signature = '' } = call.query
  if (!sameText(signature, signatureOf(keys.token, timestamp, nonce, encrypted))) return undefined
  return decrypt(keys.encodingAesKey, appId, encrypted)
}

function encryptedIn(body: string): string | undefined {
  try {
    const { Encrypt: encrypted } = JSON.parse(body) as { Encrypt?: unknown }
    return typeof encrypted === 'string' && encrypted !== '' ? encrypted : undefined
  } catch {
    return undefined
  }
}

/** AES-256-CBC; inside: 16 random bytes, the length of the message, the message, the AppID; padded to blocks of 32. */
function decrypt(encodingAesKey: string, appId: string, encrypted: string): string | undefined {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const bytes = Buffer.from(encrypted, 'base64')
  if (key.length !== 32 || bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = withoutPadding(Buffer.concat([decipher.update(bytes), decipher.final()]))
  if (plain === undefined || plain.length < RANDOM_BYTES + LENGTH_BYTES) return undefined
  const length = plain.readUInt32BE(RANDOM_BYTES)
  const message = plain.subarray(RANDOM_BYTES + LENGTH_BYTES)
  if (length > message.length || !sameText(message.subarray(length).toString('utf8'), appId)) return undefined
  return message.subarray(0, length).toString('utf8')
}

function withoutPadding(padded: Buffer): Buffer | undefined {
  const count = padded.at(-1) ?? 0
  if (count < 1 || count > BLOCK || count > padded.length) return undefined
  const isWhole = padded.subarray(-count).every((byte) => byte === count)
  return isWhole ? padded.subarray(0, -count) : undefined
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

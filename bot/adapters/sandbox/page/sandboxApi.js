/* global location, WebSocket */
/** @import { Cast, Transcript, NewMessage, SandboxMessage } from './types.js' */

const BASE = '/sandbox/api'
/** A call that takes longer is treated as lost; its clientId makes a repeat harmless. */
const PATIENCE_MS = 10_000

/** The server said no, in its own words where it has some for people; `status` 0 when it could not be reached. */
export class ApiFault extends Error {
  /** @param {number} status @param {string} [words] */
  constructor(status, words) {
    super(words ?? `sandbox api fault ${status}`)
    this.status = status
    this.words = words
  }
}

/**
 * @param {string} path
 * @param {unknown} [body] posts JSON when given
 * @returns {Promise<any>}
 * @throws {ApiFault}
 */
async function call(path, body) {
  const options =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(BASE + path, {
    ...options,
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new ApiFault(0)
  })
  const reply = await response.json().catch(() => undefined)
  if (!response.ok) throw new ApiFault(response.status, typeof reply?.message === 'string' ? reply.message : undefined)
  if (reply === undefined && response.status !== 204) throw new ApiFault(0)
  return reply
}

/** @returns {Promise<Cast>} */
export const readCast = () => call('/cast')

/** @param {string} as @returns {Promise<{ conversations: Transcript[] }>} */
export const readTranscript = (as) => call(`/transcript?as=${encodeURIComponent(as)}`)

/** Said twice with the same clientId it is kept once. @param {NewMessage} message @returns {Promise<{ message: SandboxMessage }>} */
export const sendMessage = (message) => call('/messages', message)

/** @param {string} as @param {string} messageId */
export const recallMessage = (as, messageId) => call('/recall', { as, messageId })

/** @param {string} as @param {number} after seq of the newest message that is already here */
export function openLive(as, after) {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return new WebSocket(`${scheme}://${location.host}${BASE}/live?as=${encodeURIComponent(as)}&after=${after}`)
}

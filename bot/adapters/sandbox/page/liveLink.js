/* global window, navigator */
import { openLive } from './sandboxApi.js'
/** @import { LinkState, LiveEvent } from './types.js' */

const FIRST_WAIT_MS = 400
const LONGEST_WAIT_MS = 8_000

/**
 * One person's live connection. It comes back by itself after every loss, and asks for all that came after the newest seq it has seen.
 */
export class LiveLink {
  /** @type {WebSocket | undefined} */
  #socket
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  #wait = FIRST_WAIT_MS
  #stopped = true
  #preparing = false
  /** @type {LinkState} */
  #state = 'connecting'

  /**
   * @param {{ as: string, after: () => number, onEvent: (event: LiveEvent) => void, onState: (state: LinkState) => void, prepare: () => Promise<void> }} wiring
   *   `prepare` runs before every connection and may fail: that counts as offline
   */
  constructor(wiring) {
    this.wiring = wiring
  }

  start() {
    if (!this.#stopped) return
    this.#stopped = false
    window.addEventListener('online', this.#hurry)
    window.addEventListener('offline', this.#drop)
    void this.#connect()
  }

  stop() {
    this.#stopped = true
    window.removeEventListener('online', this.#hurry)
    window.removeEventListener('offline', this.#drop)
    clearTimeout(this.#timer)
    this.#socket?.close()
    this.#socket = undefined
  }

  async #connect() {
    if (this.#preparing) return
    clearTimeout(this.#timer)
    this.#preparing = true
    const ready = await this.wiring.prepare().then(
      () => true,
      () => false,
    )
    this.#preparing = false
    if (this.#stopped) return
    if (!ready) return this.#later()
    const socket = openLive(this.wiring.as, this.wiring.after())
    this.#socket = socket
    socket.addEventListener('open', () => this.#opened(socket))
    socket.addEventListener('message', ({ data }) => this.#heard(socket, data))
    socket.addEventListener('close', () => {
      if (this.#socket === socket) this.#later()
    })
  }

  /** @param {WebSocket} socket */
  #opened(socket) {
    if (this.#socket !== socket) return
    this.#wait = FIRST_WAIT_MS
    this.#say('online')
  }

  /** @param {WebSocket} socket @param {unknown} data */
  #heard(socket, data) {
    if (this.#socket !== socket || typeof data !== 'string') return
    const event = JSON.parse(data)
    if (event?.type === 'message' || event?.type === 'recall') this.wiring.onEvent(event)
  }

  #later() {
    if (this.#stopped) return
    this.#socket = undefined
    this.#say('offline')
    clearTimeout(this.#timer)
    // Spread out, so that many open phones do not all knock at the same moment when the server is back.
    this.#timer = setTimeout(() => void this.#connect(), this.#wait * (0.75 + Math.random() / 2))
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS)
  }

  #hurry = () => {
    if (this.#stopped || this.#socket) return
    this.#wait = FIRST_WAIT_MS
    void this.#connect()
  }

  // A browser without a network keeps a dead socket open for minutes.
  #drop = () => {
    if (navigator.onLine) return
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
    this.#later()
  }

  /** @param {LinkState} state */
  #say(state) {
    if (this.#state === state) return
    this.#state = state
    this.wiring.onState(state)
  }

  get state() {
    return this.#state
  }
}

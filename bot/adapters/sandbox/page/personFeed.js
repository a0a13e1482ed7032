/* global crypto */
import { LiveLink } from './liveLink.js'
import { ApiFault, readTranscript, recallMessage, sendMessage } from './sandboxApi.js'
import { WORDS } from './words.js'
/** @import { Conversation, FeedChange, LiveEvent, LinkState, Outgoing, SandboxMessage, Transcript } from './types.js' */
/** @import { ReadMarks } from './readMarks.js' */

/** The special reader who sees every conversation and says nothing. */
export const OBSERVER = 'all'

/** `crypto.randomUUID` exists on secure origins only; a station may open the page by the machine's plain address. */
function newClientId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * All that one person sees and says: conversations, live messages, words on their way out. Knows nothing of the screen.
 */
export class PersonFeed {
  /** @type {Map<string, Conversation>} */
  #conversations = new Map()
  /** @type {Map<string, SandboxMessage>} */
  #known = new Map()
  /** @type {Set<(change: FeedChange) => void>} */
  #listeners = new Set()
  #lastSeq = 0
  #loaded = false

  /** @param {{ as: string, marks: ReadMarks }} settings */
  constructor({ as, marks }) {
    this.as = as
    this.marks = marks
    this.link = new LiveLink({
      as,
      after: () => this.#lastSeq,
      prepare: () => this.#catchUp(true),
      onEvent: (event) => this.#hear(event),
      onState: (state) => this.#tell({ type: 'state', state }),
    })
  }

  start() {
    this.link.start()
  }

  stop() {
    this.link.stop()
  }

  /** @param {(change: FeedChange) => void} listener @returns {() => void} stops listening */
  on(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @returns {LinkState} */
  get state() {
    return this.link.state
  }

  get loaded() {
    return this.#loaded
  }

  get conversations() {
    return [...this.#conversations.values()]
  }

  /** @param {string | undefined} id */
  conversation(id) {
    return id === undefined ? undefined : this.#conversations.get(id)
  }

  /** @param {Conversation} conversation messages of others after the read mark */
  unread(conversation) {
    const newest = conversation.messages.at(-1)?.seq ?? 0
    const mark = this.marks.get(this.as, conversation.id)
    // A mark beyond the newest message is left over from a history that has been cleared.
    const from = mark > newest ? 0 : mark
    let count = 0
    for (let i = conversation.messages.length - 1; i >= 0; i--) {
      const message = /** @type {SandboxMessage} */ (conversation.messages[i])
      if (message.seq <= from) break
      if (message.from.id !== this.as && !message.recalled) count++
    }
    return count
  }

  get unreadInAll() {
    return this.conversations.reduce((sum, conversation) => sum + this.unread(conversation), 0)
  }

  /** @param {Conversation} conversation @returns {boolean} something changed */
  markRead(conversation) {
    const newest = conversation.messages.at(-1)?.seq ?? 0
    if (this.marks.get(this.as, conversation.id) === newest) return false
    this.marks.set(this.as, conversation.id, newest)
    return true
  }

  /** @param {Conversation} conversation @param {{ kind: string, text: string, mention: boolean }} words */
  send(conversation, words) {
    /** @type {Outgoing} */
    const outgoing = {
      ...words,
      as: this.as,
      conversationId: conversation.id,
      clientId: newClientId(),
      at: new Date().toISOString(),
      state: 'sending',
    }
    conversation.outgoing.push(outgoing)
    void this.#deliver(conversation, outgoing)
  }

  /** Sends again under the same clientId, so that words which did arrive are not said twice. @param {Conversation} conversation @param {string} clientId */
  retry(conversation, clientId) {
    const outgoing = conversation.outgoing.find((one) => one.clientId === clientId)
    if (!outgoing || outgoing.state === 'sending') return
    outgoing.state = 'sending'
    void this.#deliver(conversation, outgoing)
  }

  /** @param {SandboxMessage} message @throws {ApiFault} */
  async recall(message) {
    await recallMessage(this.as, message.id)
  }

  /** @param {Conversation} conversation @param {Outgoing} outgoing */
  async #deliver(conversation, outgoing) {
    this.#tell({ type: 'outgoing', conversation })
    const { as, conversationId, text, kind, mention, clientId } = outgoing
    try {
      const { message } = await sendMessage({ as, conversationId, text, kind, mention, clientId })
      this.#take(conversation, outgoing)
      this.#keep(conversation, message, true)
    } catch (fault) {
      if (!conversation.outgoing.includes(outgoing)) return
      outgoing.state = 'failed'
      outgoing.fault = fault instanceof ApiFault && fault.words ? fault.words : WORDS.failedOffline
    }
    this.#tell({ type: 'outgoing', conversation })
  }

  /** @param {Conversation} conversation @param {Outgoing} outgoing */
  #take(conversation, outgoing) {
    const index = conversation.outgoing.indexOf(outgoing)
    if (index >= 0) conversation.outgoing.splice(index, 1)
  }

  /** @param {LiveEvent} event */
  #hear({ conversationId, message, seq }) {
    const conversation = this.#conversations.get(conversationId)
    if (!conversation) return void this.#catchUp(false).catch(() => {})
    this.#lastSeq = Math.max(this.#lastSeq, seq ?? message.seq)
    if (message.from.id === this.as && !message.recalled && !this.#known.has(message.id))
      this.#adopt(conversation, message)
    this.#keep(conversation, message, true)
  }

  // The live echo may overtake the reply to the post, or arrive after the reply was lost: the waiting words are these.
  /** @param {Conversation} conversation @param {SandboxMessage} message */
  #adopt(conversation, message) {
    const same = conversation.outgoing.find(({ kind, text }) => kind === message.kind && text === message.text)
    if (!same) return
    this.#take(conversation, same)
    this.#tell({ type: 'outgoing', conversation })
  }

  /** @param {Conversation} conversation @param {SandboxMessage} message @param {boolean} live */
  #keep(conversation, message, live) {
    const known = this.#known.get(message.id)
    if (known) {
      if (message.recalled && !known.recalled) {
        known.recalled = true
        this.#tell({ type: 'changed', conversation, message: known, live })
      }
      return
    }
    const kept = { ...message }
    this.#known.set(kept.id, kept)
    const { messages } = conversation
    const last = messages.at(-1)
    if (!last || last.seq <= kept.seq) {
      messages.push(kept)
      this.#tell({ type: 'message', conversation, message: kept, live })
    } else {
      messages.splice(
        messages.findIndex(({ seq }) => seq > kept.seq),
        0,
        kept,
      )
      this.#tell({ type: 'rebuilt', conversation })
    }
  }

  /** @param {boolean} begunAnew no connection is open, so nothing newer than the transcript can have been heard */
  async #catchUp(begunAnew) {
    const { conversations } = await readTranscript(this.as)
    const newest = Math.max(0, ...conversations.map(({ messages }) => messages.at(-1)?.seq ?? 0))
    if (begunAnew && this.#isCleared(conversations)) this.#forget()
    const first = !this.#loaded
    this.#loaded = true
    for (const transcript of conversations) this.#merge(transcript, !first)
    this.#lastSeq = Math.max(this.#lastSeq, newest)
    this.#tell({ type: 'conversations' })
  }

  /** @param {Transcript[]} transcripts */
  #isCleared(transcripts) {
    /** @type {SandboxMessage | undefined} */
    let newest
    for (const message of this.#known.values()) if (!newest || message.seq > newest.seq) newest = message
    return newest !== undefined && !transcripts.some(({ messages }) => messages.some(({ id }) => id === newest?.id))
  }

  // The practice history was cleared on the server: what is here is of another day.
  #forget() {
    this.#lastSeq = 0
    this.#known.clear()
    for (const conversation of this.#conversations.values()) {
      conversation.messages.length = 0
      this.#tell({ type: 'rebuilt', conversation })
    }
  }

  /** @param {Transcript} transcript @param {boolean} live */
  #merge({ id, kind, title, messages }, live) {
    let conversation = this.#conversations.get(id)
    if (!conversation) {
      conversation = { id, kind, title, messages: [], outgoing: [] }
      this.#conversations.set(id, conversation)
    }
    conversation.title = title
    for (const message of messages) {
      if (message.from.id === this.as && !message.recalled && !this.#known.has(message.id))
        this.#adopt(conversation, message)
      this.#keep(conversation, message, live)
    }
  }

  /** @param {FeedChange} change */
  #tell(change) {
    for (const listener of this.#listeners) listener(change)
  }
}

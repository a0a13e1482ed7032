/* global requestAnimationFrame, ResizeObserver */
import { avatar } from './avatar.js'
import { timeWords } from './clockWords.js'
import { h, icon, linked, setText } from './element.js'
import { WORDS } from './words.js'
/** @import { Conversation, Outgoing, Person, SandboxMessage } from './types.js' */

/** Messages drawn at first, and added at each step back into the past. */
const FIRST_DRAWN = 200
const STEP_BACK = 200
/** Nearer to the end than this counts as reading the newest. */
const AT_END_PX = 48
const NEAR_TOP_PX = 240
/** A time stands between two messages this far apart, as in WeChat. */
const TIME_GAP_MS = 5 * 60 * 1000
/** WeChat lets its users withdraw a message for two minutes. */
export const RECALL_WITHIN_MS = 2 * 60 * 1000

/**
 * @typedef {object} ListWiring
 * @property {Person} me whoever holds this phone
 * @property {(id: string) => string} roleOf
 * @property {(message: SandboxMessage) => void} onRecall
 * @property {(text: string) => void} onEditAgain
 * @property {(clientId: string) => void} onRetry
 * @property {() => void} onRead the newest message is on the screen
 * @property {() => HTMLElement} emptyState
 */

/** The bubbles of one conversation, and where the reader is in them. */
export class MessageList {
  /** @type {Conversation | undefined} */
  #conversation
  #drawnFrom = 0
  #atEnd = true
  #missed = 0
  #scrollAsked = false
  #prepending = false

  /** @param {ListWiring} wiring */
  constructor(wiring) {
    this.wiring = wiring
    this.rows = h('ol', { class: 'rows' })
    this.waiting = h('ol', { class: 'rows rows-waiting' })
    this.empty = h('div', { class: 'empty', hidden: true })
    this.earlier = h(
      'button',
      { type: 'button', class: 'earlier', hidden: true, on: { click: () => this.#drawEarlier() } },
      WORDS.earlier,
    )
    this.scroller = h(
      'div',
      { class: 'messages', tabindex: '0', role: 'log', 'aria-live': 'off', on: { scroll: () => this.#scrolled() } },
      this.earlier,
      this.empty,
      this.rows,
      this.waiting,
    )
    this.pillText = h('span')
    this.pill = h(
      'button',
      { type: 'button', class: 'pill', hidden: true, on: { click: () => this.toEnd() } },
      icon('down'),
      this.pillText,
    )
    this.element = h('div', { class: 'messages-frame' }, this.scroller, this.pill)
    this.#watchSize()
  }

  // The keyboard, a longer draft or another phone beside this one change the height: who read the newest still does.
  #watchSize() {
    const observer = new ResizeObserver(() => {
      if (this.#atEnd) this.toEnd()
    })
    observer.observe(this.scroller)
  }

  /** @param {Conversation} conversation */
  show(conversation) {
    this.#conversation = conversation
    this.scroller.setAttribute('aria-label', WORDS.messagesIn(conversation.title))
    this.#drawnFrom = Math.max(0, conversation.messages.length - FIRST_DRAWN)
    this.redraw()
    this.toEnd()
  }

  /** Draws everything anew from the same place on. */
  redraw() {
    const conversation = this.#conversation
    if (!conversation) return
    const { messages } = conversation
    this.#drawnFrom = Math.min(this.#drawnFrom, Math.max(0, messages.length - 1))
    this.rows.replaceChildren(...this.#rowsOf(this.#drawnFrom, messages.length))
    this.earlier.hidden = this.#drawnFrom === 0
    this.drawOutgoing()
  }

  /** The newest message of the conversation has just been added. @param {SandboxMessage} message */
  append(message) {
    const { messages } = /** @type {Conversation} */ (this.#conversation)
    this.rows.append(...this.#rowsOf(messages.length - 1, messages.length))
    this.#showEmpty()
    if (this.#atEnd || message.from.id === this.wiring.me.id) this.toEnd()
    else this.#miss()
  }

  /** @param {SandboxMessage} message */
  change(message) {
    const row = [...this.rows.children].findLast(
      (child) => /** @type {HTMLElement} */ (child).dataset.id === message.id,
    )
    row?.replaceWith(this.#row(message))
  }

  drawOutgoing() {
    const outgoing = this.#conversation?.outgoing ?? []
    this.waiting.replaceChildren(...outgoing.map((one) => this.#outgoingRow(one)))
    this.#showEmpty()
    if (this.#atEnd || outgoing.at(-1)?.state === 'sending') this.toEnd()
  }

  /** Takes away what can no longer be withdrawn. @param {Date} now */
  closeRecalls(now) {
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.rows.querySelectorAll('.recall'))) {
      if (now.getTime() - Number(button.dataset.at) > RECALL_WITHIN_MS) button.remove()
    }
  }

  get isAtEnd() {
    return this.#atEnd
  }

  toEnd() {
    this.#atEnd = true
    this.#missed = 0
    this.pill.hidden = true
    this.wiring.onRead()
    if (this.#scrollAsked) return
    this.#scrollAsked = true
    requestAnimationFrame(() => {
      this.#scrollAsked = false
      if (this.#atEnd) this.scroller.scrollTop = this.scroller.scrollHeight
    })
  }

  #miss() {
    this.#missed++
    setText(this.pillText, WORDS.newMessages(this.#missed))
    this.pill.hidden = false
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    // Layout may report a scroll before the asked-for jump to the end has happened; only the reader moves away from it.
    if (!this.#scrollAsked) this.#atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX
    if (this.#atEnd && this.#missed) {
      this.#missed = 0
      this.pill.hidden = true
    }
    if (this.#atEnd) this.wiring.onRead()
    if (scrollTop < NEAR_TOP_PX && this.#drawnFrom > 0 && !this.#prepending && !this.#scrollAsked) {
      this.#prepending = true
      requestAnimationFrame(() => {
        this.#prepending = false
        this.#drawEarlier()
      })
    }
  }

  #drawEarlier() {
    if (this.#drawnFrom === 0) return
    const from = Math.max(0, this.#drawnFrom - STEP_BACK)
    const { scrollTop, scrollHeight } = this.scroller
    this.rows.prepend(...this.#rowsOf(from, this.#drawnFrom))
    this.#drawnFrom = from
    this.earlier.hidden = from === 0
    this.scroller.scrollTop = scrollTop + this.scroller.scrollHeight - scrollHeight
  }

  #showEmpty() {
    const conversation = this.#conversation
    const isEmpty =
      conversation !== undefined && conversation.messages.length === 0 && conversation.outgoing.length === 0
    if (isEmpty === !this.empty.hidden) return
    this.empty.hidden = !isEmpty
    this.empty.replaceChildren(...(isEmpty ? [this.wiring.emptyState()] : []))
  }

  /** @param {number} from @param {number} to */
  #rowsOf(from, to) {
    const { messages } = /** @type {Conversation} */ (this.#conversation)
    /** @type {HTMLElement[]} */
    const rows = []
    for (let i = from; i < to; i++) {
      const message = /** @type {SandboxMessage} */ (messages[i])
      const before = messages[i - 1]
      const at = new Date(message.at)
      if (!before || at.getTime() - Date.parse(before.at) > TIME_GAP_MS)
        rows.push(h('li', { class: 'time' }, timeWords(at, new Date())))
      rows.push(this.#row(message))
    }
    return rows
  }

  /** @param {SandboxMessage} message */
  #row(message) {
    const mine = message.from.id === this.wiring.me.id
    if (message.recalled) return this.#recalledRow(message, mine)
    const inGroup = this.#conversation?.kind === 'room'
    return h(
      'li',
      { class: `row ${mine ? 'mine' : 'theirs'}`, data: { id: message.id, from: message.from.id } },
      avatar({ name: message.from.name, role: this.wiring.roleOf(message.from.id) }),
      h(
        'div',
        { class: 'said' },
        // Seen from the own side the name goes without saying; for those who listen it does not.
        h('span', { class: mine || !inGroup ? 'unseen' : 'name' }, mine ? WORDS.you : message.from.name),
        h('div', { class: 'line' }, bubble(message), mine && this.#recallButton(message)),
      ),
    )
  }

  /** @param {SandboxMessage} message */
  #recallButton(message) {
    const at = Date.parse(message.at)
    if (Date.now() - at > RECALL_WITHIN_MS) return null
    const onClick = () => this.wiring.onRecall(message)
    return h(
      'button',
      { type: 'button', class: 'recall', data: { at: String(at) }, on: { click: onClick } },
      WORDS.recall,
    )
  }

  /** @param {SandboxMessage} message @param {boolean} mine */
  #recalledRow(message, mine) {
    const again = mine && message.kind === 'text' && message.text !== ''
    return h(
      'li',
      { class: 'notice', data: { id: message.id } },
      mine ? WORDS.recalledByMe : WORDS.recalledBy(message.from.name),
      again &&
        h(
          'button',
          { type: 'button', class: 'link', on: { click: () => this.wiring.onEditAgain(message.text) } },
          WORDS.editAgain,
        ),
    )
  }

  /** @param {Outgoing} outgoing */
  #outgoingRow(outgoing) {
    const failed = outgoing.state === 'failed'
    const retry = () => this.wiring.onRetry(outgoing.clientId)
    return h(
      'li',
      { class: `row mine ${outgoing.state}` },
      avatar(this.wiring.me),
      h(
        'div',
        { class: 'said' },
        h(
          'div',
          { class: 'line' },
          bubble(outgoing),
          failed
            ? h(
                'button',
                { type: 'button', class: 'retry', on: { click: retry } },
                h('span', { class: 'retry-mark' }, icon('alert')),
                WORDS.retry,
              )
            : h('span', { class: 'spinner', role: 'img', 'aria-label': WORDS.sending }),
        ),
        failed && h('span', { class: 'fault' }, outgoing.fault),
      ),
    )
  }
}

/** @param {{ kind: string, text: string }} message */
function bubble({ kind, text }) {
  if (kind === 'text') return h('div', { class: 'bubble', dir: 'auto' }, linked(text))
  if (kind === 'red_envelope') {
    const { note, more } = WORDS.kinds.red_envelope
    return h(
      'div',
      { class: 'envelope' },
      icon('red_envelope'),
      h('span', {}, h('strong', {}, note), h('small', {}, more)),
    )
  }
  const known = /** @type {keyof typeof WORDS.kinds} */ (kind)
  const standIn = WORDS.kinds[known]
  if (!standIn) return h('div', { class: 'bubble' }, text || WORDS.otherKind)
  const isPicture = kind === 'image' || kind === 'video'
  return h('div', { class: isPicture ? 'picture' : 'bubble bubble-stand-in' }, icon(known), standIn.note)
}

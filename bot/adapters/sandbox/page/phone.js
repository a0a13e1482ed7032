import { avatar } from './avatar.js'
import { Composer } from './composer.js'
import { h, icon, keepInStep, setText } from './element.js'
import { MessageList } from './messageList.js'
import { OBSERVER } from './personFeed.js'
import { EMPTY_STATES, WORDS, previewOf } from './words.js'
/** @import { Cast, Conversation, FeedChange, Person, SandboxMessage } from './types.js' */
/** @import { PersonFeed } from './personFeed.js' */

/** The assistant writes a request's code in 〔A102〕, and asks a helper to answer 接A102. */
const CODE = /〔([A-Z]\d+)〕|接([A-Z]\d+)/g

/**
 * @typedef {object} PhoneWiring
 * @property {Cast} cast
 * @property {PersonFeed} feed
 * @property {() => boolean} isShown this phone is on the screen now
 * @property {() => void} onActive
 * @property {() => void} onClose
 * @property {() => void} onSwap
 * @property {() => void} onBack
 * @property {() => void} onChange badges and previews may differ now
 */

/** One person's phone: whose it is, one conversation, what waits in the others. */
export class Phone {
  backCount = h('span', { class: 'badge', hidden: true })
  title = h('h3', { class: 'chat-title' })
  offline = h('p', { class: 'offline', role: 'status', hidden: true })
  notices = h('div', { class: 'notices' })
  none = h('p', { class: 'none', hidden: true })
  fault = h('p', { class: 'chat-fault', role: 'alert', hidden: true })
  heard = h('div', { class: 'unseen', 'aria-live': 'polite' })
  /** @type {string | undefined} */
  #openId
  /** @type {Map<string, string>} */
  #drafts = new Map()

  /** @param {Person} person @param {PhoneWiring} wiring */
  constructor(person, wiring) {
    this.person = person
    this.wiring = wiring
    this.feed = wiring.feed
    this.list = new MessageList({
      me: person,
      roleOf: (id) => this.#roleOf(id),
      onRecall: (message) => void this.#recall(message),
      onEditAgain: (text) => this.composer.fill(text),
      onRetry: (clientId) => this.#withOpen((conversation) => this.feed.retry(conversation, clientId)),
      onRead: () => this.#read(),
      emptyState: () => this.#emptyState(),
    })
    this.composer = new Composer({
      role: person.role,
      assistantName: wiring.cast.account.name,
      onSend: (words) => this.#withOpen((conversation) => this.feed.send(conversation, words)),
      latestCode: () => this.#latestCode(),
      onDraft: (text) => this.#openId !== undefined && this.#drafts.set(this.#openId, text),
    })
    this.closeButton = h(
      'button',
      {
        type: 'button',
        class: 'owner-close',
        'aria-label': WORDS.closePhone(person.name),
        on: { click: () => wiring.onClose() },
      },
      icon('close'),
    )
    this.element = this.#build()
    this.off = this.feed.on((change) => this.#changed(change))
    this.#settle()
    this.#showState()
  }

  #build() {
    const { person, wiring } = this
    const watching = person.id === OBSERVER
    const role = WORDS.roles[/** @type {keyof typeof WORDS.roles} */ (person.role)] ?? WORDS.otherRole
    return h(
      'section',
      {
        class: 'phone',
        'aria-label': WORDS.phoneOf(person.name),
        data: { person: person.id },
        on: { focusin: () => wiring.onActive(), pointerdown: () => wiring.onActive() },
      },
      h(
        'header',
        { class: 'owner' },
        avatar(person),
        h(
          'div',
          { class: 'owner-words' },
          h('h2', {}, person.name),
          h('span', { title: person.about }, [role, person.about].filter(Boolean).join(' · ')),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'owner-swap',
            'aria-label': WORDS.swapPersonOf(person.name),
            on: { click: () => wiring.onSwap() },
          },
          WORDS.swapPerson,
        ),
        this.closeButton,
      ),
      h(
        'div',
        { class: 'screen' },
        h(
          'div',
          { class: 'chat-head' },
          h(
            'button',
            { type: 'button', class: 'back', 'aria-label': WORDS.back, on: { click: () => wiring.onBack() } },
            icon('back'),
            this.backCount,
          ),
          this.title,
        ),
        this.offline,
        this.notices,
        this.none,
        this.list.element,
        this.fault,
        watching ? h('p', { class: 'observing' }, WORDS.observing) : this.composer.element,
        this.heard,
      ),
    )
  }

  get openId() {
    return this.#openId
  }

  /** @param {string} id @param {{ focus?: boolean }} [how] */
  open(id, { focus = false } = {}) {
    const conversation = this.feed.conversation(id)
    if (!conversation) return
    this.#openId = id
    this.#showTitle(conversation)
    this.list.show(conversation)
    this.composer.show(conversation, this.#drafts.get(id) ?? '')
    this.#read()
    this.#showNotices()
    this.wiring.onChange()
    if (focus) this.composer.focus()
  }

  /** Badges and chips, once for all that arrived in one moment. */
  refresh() {
    this.#showNotices()
    this.composer.refreshChips()
  }

  /** The page turned to this phone, or away from it. */
  shown() {
    if (this.list.isAtEnd) this.list.toEnd()
  }

  /** @param {Date} now */
  tick(now) {
    this.list.closeRecalls(now)
  }

  dispose() {
    this.off()
    this.element.remove()
  }

  /** @param {(conversation: Conversation) => void} act */
  #withOpen(act) {
    const conversation = this.feed.conversation(this.#openId)
    if (conversation) act(conversation)
  }

  // Helpers are asked in private, residents speak in the group: each phone opens where its person is spoken to.
  #settle() {
    const { conversations } = this.feed
    if (this.#openId === undefined && conversations.length > 0) {
      const wanted = this.person.role === 'resident' || this.person.id === OBSERVER ? 'room' : 'private'
      this.open(
        (conversations.find(({ kind }) => kind === wanted) ?? /** @type {Conversation} */ (conversations[0])).id,
      )
    }
    const nothing = this.feed.loaded && conversations.length === 0
    this.none.hidden = !nothing
    setText(this.none, nothing ? WORDS.noConversation : '')
    this.list.element.hidden = this.#openId === undefined
    this.composer.element.hidden = this.#openId === undefined
  }

  /** @param {FeedChange} change */
  #changed(change) {
    if (change.type === 'state') return this.#showState()
    if (change.type === 'conversations') {
      this.#settle()
      this.#withOpen((conversation) => this.#showTitle(conversation))
    } else if (change.conversation.id === this.#openId) this.#changedHere(change)
    if (change.type === 'message') this.#tellOf(change)
    this.wiring.onChange()
  }

  /** @param {Exclude<FeedChange, { type: 'state' | 'conversations' }>} change */
  #changedHere(change) {
    if (change.type === 'message') this.list.append(change.message)
    else if (change.type === 'changed') this.list.change(change.message)
    else if (change.type === 'outgoing') this.list.drawOutgoing()
    else this.list.redraw()
  }

  /** @param {Extract<FeedChange, { type: 'message' | 'changed' }>} change */
  #tellOf({ message, live }) {
    if (!live || message.from.id === this.person.id) return
    if (this.wiring.isShown()) setText(this.heard, WORDS.said(message.from.name, previewOf(message)))
  }

  #read() {
    if (!this.wiring.isShown()) return
    this.#withOpen((conversation) => {
      if (this.feed.markRead(conversation)) this.wiring.onChange()
    })
  }

  /** @param {Conversation} conversation */
  #showTitle({ id, title }) {
    const room = this.wiring.cast.rooms.find((one) => one.id === id)
    setText(this.title, room ? WORDS.group(title, room.members.length + 1) : title)
  }

  #showState() {
    const { state } = this.feed.link
    this.offline.hidden = state === 'online' || (state === 'connecting' && this.feed.loaded)
    setText(this.offline, state === 'offline' ? WORDS.offline : WORDS.connecting)
  }

  // As on a real phone: what arrives elsewhere shows at the top, and stays until it is read.
  #showNotices() {
    const waiting = this.feed.conversations.filter(
      (conversation) => conversation.id !== this.#openId && this.feed.unread(conversation) > 0,
    )
    const total = waiting.reduce((sum, conversation) => sum + this.feed.unread(conversation), 0)
    this.backCount.hidden = total === 0
    setText(this.backCount, String(total))
    keepInStep(
      this.notices,
      this.person.id === OBSERVER ? [] : waiting,
      ({ id }) => id,
      ({ id }) =>
        h(
          'button',
          { type: 'button', class: 'notice-row', on: { click: () => this.open(id, { focus: true }) } },
          h('span', { class: 'badge' }),
          h('span', { class: 'notice-words' }),
          h('span', { class: 'notice-look' }, WORDS.look),
        ),
      (row, conversation) => {
        const newest = /** @type {SandboxMessage} */ (conversation.messages.at(-1))
        const who = conversation.kind === 'room' ? conversation.title : newest.from.name
        setText(/** @type {Element} */ (row.children[0]), String(this.feed.unread(conversation)))
        setText(/** @type {Element} */ (row.children[1]), WORDS.said(who, previewOf(newest)))
      },
    )
  }

  /** @param {SandboxMessage} message */
  async #recall(message) {
    this.fault.hidden = true
    try {
      await this.feed.recall(message)
    } catch (fault) {
      setText(this.fault, /** @type {{ words?: string }} */ (fault).words ?? WORDS.recallFault)
      this.fault.hidden = false
    }
  }

  /** @param {string} id */
  #roleOf(id) {
    if (id === this.wiring.cast.account.id) return 'assistant'
    return this.wiring.cast.people.find((person) => person.id === id)?.role ?? 'other'
  }

  #latestCode() {
    let newest = { seq: -1, code: /** @type {string | undefined} */ (undefined) }
    for (const { messages } of this.feed.conversations) {
      const message = messages.findLast(
        ({ from, text }) => from.id === this.wiring.cast.account.id && text.search(CODE) >= 0,
      )
      const found = message && [...message.text.matchAll(CODE)].at(-1)
      if (found && message.seq > newest.seq) newest = { seq: message.seq, code: found[1] ?? found[2] }
    }
    return newest.code
  }

  #emptyState() {
    const { hint, example } =
      EMPTY_STATES[this.person.role] ?? /** @type {{ hint: string, example?: string }} */ (EMPTY_STATES.observer)
    return h(
      'div',
      { class: 'empty-card' },
      h('p', {}, hint),
      example && h('p', { class: 'empty-try' }, WORDS.tryThis),
      example && h('blockquote', {}, example),
      example &&
        h(
          'button',
          { type: 'button', class: 'main-button', on: { click: () => this.composer.fill(example) } },
          WORDS.fillIn,
        ),
    )
  }
}

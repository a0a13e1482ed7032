import { h, icon } from './element.js'
import { WORDS } from './words.js'
/** @import { Cast, Conversation, FeedChange, Person } from './types.js' */
/** @import { PersonFeed } from './personFeed.js' */

const NAMED_AT_MOST = 3

/**
 * Tells whoever practises that the assistant wrote privately to somebody whose phone is not open here:
 * without it an offer to a volunteer would go unseen.
 */
export class Whispers {
  /** @type {Map<string, { person: Person, conversationId: string, count: number }>} */
  #waiting = new Map()

  /**
   * @param {{ cast: Cast, feed: PersonFeed, isOpen: (person: Person) => boolean, onOpen: (person: Person, conversationId: string) => void, onChange: () => void }} wiring
   *   `feed` is the observer's
   */
  constructor(wiring) {
    this.wiring = wiring
    this.element = h('div', { class: 'whispers', role: 'status', hidden: true })
    wiring.feed.on((change) => this.#changed(change))
  }

  /** @param {Person} person @returns {number} private messages that nobody has looked at */
  countFor(person) {
    return this.#waiting.get(person.id)?.count ?? 0
  }

  /** Phones were opened or closed. */
  update() {
    for (const { person } of this.#waiting.values()) if (this.wiring.isOpen(person)) this.#waiting.delete(person.id)
    this.#show()
  }

  /** @param {FeedChange} change */
  #changed(change) {
    if (change.type !== 'message' || !change.live || change.conversation.kind !== 'private') return
    if (change.message.from.id !== this.wiring.cast.account.id) return
    const person = this.#ownerOf(change.conversation)
    if (!person || this.wiring.isOpen(person)) return
    const count = this.countFor(person) + 1
    this.#waiting.delete(person.id)
    this.#waiting.set(person.id, { person, conversationId: change.conversation.id, count })
    this.#show()
    this.wiring.onChange()
  }

  /** @param {Conversation} conversation */
  #ownerOf({ id, title }) {
    const owner = id.slice(id.indexOf(':') + 1)
    const { people } = this.wiring.cast
    return people.find((person) => person.id === owner) ?? people.find((person) => person.name === title)
  }

  #show() {
    const waiting = [...this.#waiting.values()].reverse()
    const newest = waiting[0]
    this.element.hidden = newest === undefined
    if (!newest) return
    const named = waiting
      .slice(0, NAMED_AT_MOST)
      .map(({ person }) => person.name)
      .join(WORDS.whisperJoin)
    const names = waiting.length > NAMED_AT_MOST ? WORDS.whisperMore(named, waiting.length) : named
    const look = () => this.wiring.onOpen(newest.person, newest.conversationId)
    const dismiss = () => {
      this.#waiting.clear()
      this.#show()
      this.wiring.onChange()
    }
    this.element.replaceChildren(
      h('span', {}, WORDS.whisper(this.wiring.cast.account.name, names)),
      h(
        'button',
        { type: 'button', class: 'whisper-look', data: { person: newest.person.id }, on: { click: look } },
        WORDS.openPhoneOf(newest.person.name),
      ),
      h(
        'button',
        { type: 'button', class: 'whisper-close', 'aria-label': WORDS.notNow, on: { click: dismiss } },
        icon('close'),
      ),
    )
  }
}

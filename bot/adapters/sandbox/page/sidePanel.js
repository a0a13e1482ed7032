/* global CSS */
import { avatar } from './avatar.js'
import { shortTimeWords } from './clockWords.js'
import { h, icon, keepInStep, setText } from './element.js'
import { OBSERVER } from './personFeed.js'
import { WORDS, previewOf } from './words.js'
/** @import { Conversation, Person } from './types.js' */
/** @import { Phone } from './phone.js' */

/**
 * @typedef {object} SideWiring
 * @property {Person[]} people
 * @property {Person} observer
 * @property {() => Phone[]} phones
 * @property {() => Phone | undefined} activePhone
 * @property {(person: Person) => number} whispers private messages to someone whose phone is not open
 * @property {() => boolean} canOpenAnother
 * @property {(phone: Phone, conversationId: string) => void} onConversation
 * @property {(person: Person) => void} onPerson
 * @property {(person: Person) => void} onAnother
 */

/** The left column: open phones with their conversations, and everybody one may speak as. */
export class SidePanel {
  /** @param {SideWiring} wiring */
  constructor(wiring) {
    this.wiring = wiring
    this.phoneCards = h('div', { class: 'phone-cards' })
    this.peopleList = h('div', { class: 'people' })
    this.nodes = [
      h('section', { 'aria-label': WORDS.phones }, h('h2', { class: 'side-title' }, WORDS.phones), this.phoneCards),
      h(
        'section',
        { 'aria-label': WORDS.people },
        h('h2', { class: 'side-title' }, WORDS.people, h('small', {}, WORDS.peopleHint)),
        this.peopleList,
      ),
    ]
    const roles = new Set(wiring.people.map(({ role }) => role))
    for (const role of roles) this.peopleList.append(this.#group(role))
    this.peopleList.append(this.#group(wiring.observer.role))
  }

  /** @param {string} role */
  #group(role) {
    const people =
      role === this.wiring.observer.role
        ? [this.wiring.observer]
        : this.wiring.people.filter((person) => person.role === role)
    const heading = WORDS.roles[/** @type {keyof typeof WORDS.roles} */ (role)] ?? WORDS.otherRole
    return h(
      'div',
      { class: 'group' },
      h('h3', {}, heading),
      h(
        'ul',
        {},
        people.map((person) => this.#personRow(person)),
      ),
    )
  }

  /** @param {Person} person */
  #personRow(person) {
    const about = person.canBeWrittenTo ? person.about : [person.about, WORDS.onlyInGroup].filter(Boolean).join('；')
    return h(
      'li',
      { class: 'person', data: { person: person.id } },
      h(
        'button',
        { type: 'button', class: 'person-pick', on: { click: () => this.wiring.onPerson(person) } },
        avatar(person),
        h('span', { class: 'person-words' }, h('strong', {}, person.name), h('small', { title: about }, about)),
        h('span', { class: 'badge', hidden: true }),
        h('span', { class: 'in-use', hidden: true }, WORDS.inUse),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'person-another',
          'aria-label': WORDS.anotherPhoneFor(person.name),
          title: WORDS.anotherPhoneFor(person.name),
          on: { click: () => this.wiring.onAnother(person) },
        },
        icon('phone'),
        icon('plus'),
      ),
    )
  }

  update() {
    keepInStep(
      this.phoneCards,
      this.wiring.phones(),
      (phone) => phone.person.id,
      (phone) => this.#phoneCard(phone),
      (card, phone) => this.#updateCard(card, phone),
    )
    const open = new Set(this.wiring.phones().map(({ person }) => person.id))
    const full = !this.wiring.canOpenAnother()
    for (const person of [...this.wiring.people, this.wiring.observer]) {
      const row = /** @type {HTMLElement} */ (this.peopleList.querySelector(`[data-person="${CSS.escape(person.id)}"]`))
      const badge = /** @type {HTMLElement} */ (row.querySelector('.badge'))
      const whispers = this.wiring.whispers(person)
      setText(badge, String(whispers))
      badge.setAttribute('aria-label', WORDS.unread(whispers))
      badge.hidden = whispers === 0
      const inUse = open.has(person.id)
      const mark = /** @type {HTMLElement} */ (row.querySelector('.in-use'))
      mark.hidden = !inUse
      const another = /** @type {HTMLElement} */ (row.querySelector('.person-another'))
      another.hidden = inUse || full
    }
  }

  /** @param {Phone} phone */
  #phoneCard(phone) {
    const { person } = phone
    return h(
      'div',
      { class: 'phone-card' },
      h(
        'button',
        { type: 'button', class: 'card-owner', on: { click: () => this.wiring.onPerson(person) } },
        avatar(person),
        h('strong', {}, person.name),
      ),
      h('ul', { 'aria-label': WORDS.conversationsOf(person.name) }),
    )
  }

  /** @param {HTMLElement} card @param {Phone} phone */
  #updateCard(card, phone) {
    card.classList.toggle('active', phone === this.wiring.activePhone())
    const list = /** @type {HTMLElement} */ (card.querySelector('ul'))
    const conversations =
      phone.person.id === OBSERVER ? newestFirst(phone.feed.conversations) : phone.feed.conversations
    keepInStep(
      list,
      conversations,
      ({ id }) => id,
      ({ id }) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'talk', on: { click: () => this.wiring.onConversation(phone, id) } },
            h('strong', {}),
            h('time', {}),
            h('span', { class: 'talk-last' }),
            h('span', { class: 'badge', hidden: true }),
          ),
        ),
      (row, conversation) => updateTalk(/** @type {HTMLElement} */ (row.firstElementChild), phone, conversation),
    )
  }
}

/** @param {Conversation[]} conversations those with words in them, the newest talk first */
function newestFirst(conversations) {
  return conversations
    .filter(({ kind, messages }) => kind === 'room' || messages.length > 0)
    .sort((a, b) => (b.messages.at(-1)?.seq ?? 0) - (a.messages.at(-1)?.seq ?? 0))
}

/** @param {HTMLElement} button @param {Phone} phone @param {Conversation} conversation */
function updateTalk(button, phone, conversation) {
  const [title, time, last, badge] = /** @type {HTMLElement[]} */ ([...button.children])
  const newest = conversation.messages.at(-1)
  const unread = phone.feed.unread(conversation)
  if (!title || !time || !last || !badge) return
  setText(title, conversation.title)
  setText(time, newest ? shortTimeWords(new Date(newest.at), new Date()) : '')
  setText(last, newest ? lastWords(newest, phone.person.id) : ' ')
  setText(badge, String(unread))
  badge.setAttribute('aria-label', WORDS.unread(unread))
  badge.hidden = unread === 0
  if (phone.openId === conversation.id) button.setAttribute('aria-current', 'true')
  else button.removeAttribute('aria-current')
}

/** @param {import('./types.js').SandboxMessage} message @param {string} me */
function lastWords(message, me) {
  const mine = message.from.id === me
  if (message.recalled) return mine ? WORDS.recalledByMe : WORDS.recalledBy(message.from.name)
  return mine ? previewOf(message) : WORDS.said(message.from.name, previewOf(message))
}

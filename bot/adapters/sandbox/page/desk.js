/* global document, window, location, history */
import { avatar } from './avatar.js'
import { h, icon, keepInStep, setText } from './element.js'
import { OBSERVER, PersonFeed } from './personFeed.js'
import { Phone } from './phone.js'
import { pickPerson } from './picker.js'
import { ReadMarks } from './readMarks.js'
import { SidePanel } from './sidePanel.js'
import { Whispers } from './whispers.js'
import { WORDS } from './words.js'
/** @import { Cast, Person } from './types.js' */

const MOST_PHONES = 3
/** Below this width there is room for one phone; keep in step with page.css. */
const WIDE = '(min-width: 48em)'
const TICK_MS = 15_000

/** @type {Person} */
const observer = { id: OBSERVER, role: 'observer', canBeWrittenTo: true, ...WORDS.observer }

/** The table on which the phones lie: which are open, which one is in the hand, what the address remembers. */
export class Desk {
  /** @type {Phone[]} */
  #phones = []
  /** @type {Phone | undefined} */
  #active
  /** @type {Map<string, PersonFeed>} */
  #feeds = new Map()
  #marks = new ReadMarks()
  #wide = window.matchMedia(WIDE)
  /** @type {Map<string, string>} conversations to open as soon as they are there */
  #wanted = new Map()
  #updateAsked = false

  /**
   * @param {Cast} cast
   * @param {{ desk: HTMLElement, side: HTMLElement, stage: HTMLElement, picker: HTMLDialogElement }} places
   */
  constructor(cast, places) {
    this.cast = cast
    this.places = places
    this.people = [...cast.people, observer]
    this.row = h('div', { class: 'phones' })
    this.switcher = h('div', { class: 'switcher', role: 'group', 'aria-label': WORDS.phones })
    this.another = h(
      'button',
      { type: 'button', class: 'another', on: { click: () => this.#askForAnother() } },
      icon('plus'),
      h('span', {}, WORDS.anotherPhone),
    )
    this.watch = this.#feedOf(observer)
    this.whispers = new Whispers({
      cast,
      feed: this.watch,
      isOpen: (person) => this.#phoneOf(person) !== undefined,
      onOpen: (person, conversationId) => this.#openWhispered(person, conversationId),
      onChange: () => this.#changed(),
    })
    this.side = new SidePanel({
      people: cast.people,
      observer,
      phones: () => this.#phones,
      activePhone: () => this.#active,
      whispers: (person) => this.whispers.countFor(person),
      canOpenAnother: () => this.#phones.length < MOST_PHONES,
      onConversation: (phone, id) => this.#toConversation(phone, id),
      onPerson: (person) => this.#speakAs(person),
      onAnother: (person) => this.#open(person, { focus: true }),
    })
    places.side.replaceChildren(...this.side.nodes)
    places.stage.replaceChildren(this.switcher, this.whispers.element, this.row)
    this.row.append(this.another)
  }

  start() {
    this.watch.start()
    const asked = decodeURIComponent(location.hash.slice(1)).split(',')
    const named = asked.flatMap((id) => this.people.find((person) => person.id === id) ?? [])
    for (const person of named.length > 0 ? named : this.#firstPeople()) this.#open(person)
    this.#activate(this.#phones[0])
    this.#wide.addEventListener('change', () => this.#showAll())
    document.addEventListener('visibilitychange', () => this.#showAll())
    setInterval(() => this.#phones.forEach((phone) => phone.tick(new Date())), TICK_MS)
  }

  // Whoever is new needs both ends of a request: somebody who asks and somebody who goes.
  #firstPeople() {
    const first = (/** @type {string} */ role) => this.cast.people.find((person) => person.role === role) ?? []
    const pair = [first('resident'), first('volunteer')].flat()
    return pair.length > 0 ? pair : this.cast.people.slice(0, 1)
  }

  /** @param {Person} person */
  #feedOf(person) {
    let feed = this.#feeds.get(person.id)
    if (!feed) {
      feed = new PersonFeed({ as: person.id, marks: this.#marks })
      this.#feeds.set(person.id, feed)
    }
    return feed
  }

  /** @param {Person} person */
  #phoneOf(person) {
    return this.#phones.find((phone) => phone.person.id === person.id)
  }

  /**
   * @param {Person} person
   * @param {{ instead?: Phone, focus?: boolean }} [how]
   */
  #open(person, { instead, focus = false } = {}) {
    const open = this.#phoneOf(person)
    if (open) return this.#take(open, focus)
    const replaced =
      instead ?? (this.#phones.length >= MOST_PHONES ? this.#phones.find((phone) => phone !== this.#active) : undefined)
    const feed = this.#feedOf(person)
    /** @type {Phone} */
    const phone = new Phone(person, {
      cast: this.cast,
      feed,
      isShown: () => this.#isShown(phone),
      onActive: () => this.#activate(phone),
      onClose: () => this.#close(phone),
      onSwap: () => this.#askForSwap(phone),
      onBack: () => this.#view('list'),
      onChange: () => this.#changed(),
    })
    if (replaced) {
      this.#phones.splice(this.#phones.indexOf(replaced), 1, phone)
      replaced.element.before(phone.element)
      this.#putAway(replaced)
    } else {
      this.#phones.push(phone)
      this.another.before(phone.element)
    }
    feed.start()
    this.#take(phone, focus)
    this.#remember()
  }

  /** @param {Phone} phone @param {boolean} focus */
  #take(phone, focus) {
    this.#activate(phone)
    this.#view('chat')
    phone.element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (focus && this.#wide.matches) phone.composer.focus()
  }

  /** @param {Phone} phone */
  #putAway(phone) {
    phone.dispose()
    if (phone.person.id !== OBSERVER) phone.feed.stop()
    if (this.#active === phone) this.#active = undefined
  }

  /** @param {Phone} phone */
  #close(phone) {
    if (this.#phones.length === 1) return
    this.#phones.splice(this.#phones.indexOf(phone), 1)
    this.#putAway(phone)
    this.#activate(this.#active ?? this.#phones[0])
    this.#remember()
  }

  /** @param {Person} person the phone in the hand becomes this person's, unless theirs lies on the table */
  #speakAs(person) {
    this.#open(person, { ...(this.#active && { instead: this.#active }), focus: true })
  }

  /** @param {Person} person @param {string} conversationId */
  #openWhispered(person, conversationId) {
    this.#wanted.set(person.id, conversationId)
    this.#open(person, { focus: true })
    this.#changed()
  }

  /** @param {Phone} phone @param {string} conversationId */
  #toConversation(phone, conversationId) {
    this.#activate(phone)
    this.#view('chat')
    phone.open(conversationId, { focus: this.#wide.matches })
  }

  #askForAnother() {
    const closed = this.people.filter((person) => !this.#phoneOf(person))
    pickPerson(this.places.picker, WORDS.pickForNew, closed, (person) => this.#open(person, { focus: true }))
  }

  /** @param {Phone} phone */
  #askForSwap(phone) {
    const others = this.people.filter((person) => !this.#phoneOf(person))
    pickPerson(this.places.picker, WORDS.pickForSwap, others, (person) =>
      this.#open(person, { instead: phone, focus: true }),
    )
  }

  /** @param {Phone | undefined} phone */
  #activate(phone) {
    if (this.#active === phone) return
    this.#active = phone
    this.#showAll()
  }

  /** @param {'list' | 'chat'} view which half a narrow screen shows */
  #view(view) {
    if (this.places.desk.dataset.view === view) return
    this.places.desk.dataset.view = view
    this.#showAll()
  }

  /** @param {Phone} phone */
  #isShown(phone) {
    if (document.visibilityState === 'hidden') return false
    return this.#wide.matches || (phone === this.#active && this.places.desk.dataset.view === 'chat')
  }

  #showAll() {
    for (const phone of this.#phones) {
      phone.element.classList.toggle('active', phone === this.#active)
      if (this.#isShown(phone)) phone.shown()
    }
    this.#changed()
  }

  #remember() {
    history.replaceState(null, '', `#${this.#phones.map(({ person }) => encodeURIComponent(person.id)).join(',')}`)
    this.#showAll()
  }

  // Hundreds of messages may arrive in one moment; lists and badges are drawn once for all of them.
  #changed() {
    if (this.#updateAsked) return
    this.#updateAsked = true
    setTimeout(() => {
      this.#updateAsked = false
      this.#update()
    }, 30)
  }

  #update() {
    for (const phone of this.#phones) {
      const wanted = this.#wanted.get(phone.person.id)
      if (wanted !== undefined && phone.feed.conversation(wanted)) {
        this.#wanted.delete(phone.person.id)
        phone.open(wanted)
      }
      phone.refresh()
    }
    this.whispers.update()
    this.side.update()
    this.#updateSwitcher()
    this.row.dataset.count = String(this.#phones.length)
    this.another.hidden = this.#phones.length >= MOST_PHONES
    for (const phone of this.#phones) phone.closeButton.hidden = this.#phones.length === 1
    const unread = this.#phones.reduce(
      (sum, { feed, person }) => sum + (person.id === OBSERVER ? 0 : feed.unreadInAll),
      0,
    )
    document.title = unread > 0 ? WORDS.titleWithUnread(unread) : WORDS.title
  }

  #updateSwitcher() {
    const add = 'add'
    /** @type {(Phone | typeof add)[]} */
    const items = this.#phones.length < MOST_PHONES ? [...this.#phones, add] : [...this.#phones]
    keepInStep(
      this.switcher,
      items,
      (item) => (item === add ? ' add' : item.person.id),
      (item) =>
        item === add
          ? h(
              'button',
              {
                type: 'button',
                class: 'switch switch-add',
                'aria-label': WORDS.anotherPhone,
                on: { click: () => this.#askForAnother() },
              },
              icon('plus'),
            )
          : h(
              'button',
              { type: 'button', class: 'switch', on: { click: () => this.#take(item, false) } },
              avatar(item.person),
              h('span', {}, item.person.name),
              h('span', { class: 'badge' }),
            ),
      (button, item) => {
        if (item === add) return
        button.setAttribute('aria-pressed', String(item === this.#active))
        const badge = /** @type {HTMLElement} */ (button.lastElementChild)
        const unread = item === this.#active ? 0 : item.feed.unreadInAll
        badge.hidden = unread === 0
        setText(badge, String(unread))
        badge.setAttribute('aria-label', WORDS.unread(unread))
      },
    )
  }
}

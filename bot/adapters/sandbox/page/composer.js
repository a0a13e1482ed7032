import { h, icon, setAttribute } from './element.js'
import { CODE_UNKNOWN, QUICK_PHRASES, WORDS } from './words.js'

/** The gateway keeps texts up to this length; longer ones would be cut without a word. */
const LONGEST_TEXT = 20_000
const TALLEST_FIELD_PX = 132
/** WeChat ends a mention with this space (four-per-em), so that names may contain ordinary ones. */
const AFTER_MENTION = '\u2005'

/**
 * @typedef {object} ComposerWiring
 * @property {string} role
 * @property {string} assistantName
 * @property {(words: { kind: string, text: string, mention: boolean }) => void} onSend
 * @property {() => string | undefined} latestCode newest request code that the assistant named on this phone
 * @property {(text: string) => void} onDraft
 */

/** Where one writes: quick phrases, the field, the mention of the assistant, the small menu of stand-ins. */
export class Composer {
  #inGroup = false
  /** Text that a chip put in; typed text is never thrown away for another chip. */
  #filled = ''

  /** @param {ComposerWiring} wiring */
  constructor(wiring) {
    this.wiring = wiring
    this.field = h('textarea', {
      class: 'field',
      rows: 1,
      maxlength: LONGEST_TEXT,
      placeholder: WORDS.placeholder,
      enterkeyhint: 'send',
      autocomplete: 'off',
      on: { keydown: (event) => this.#keyed(event), input: () => this.#typed(), focus: () => this.#showMenu(false) },
    })
    this.mentionButton = h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': WORDS.mentionLabel(wiring.assistantName),
        on: { click: () => this.#toggleMention() },
      },
      '@',
    )
    this.menu = this.#makeMenu()
    this.moreButton = h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': WORDS.more,
        'aria-expanded': 'false',
        on: { click: () => this.#showMenu(this.menu.hidden !== false) },
      },
      icon('plus'),
    )
    this.sendButton = h('button', { type: 'submit', class: 'send', disabled: true }, WORDS.send)
    this.chips = h('div', { class: 'chips', role: 'group', 'aria-label': WORDS.quick })
    this.element = h(
      'form',
      {
        class: 'composer',
        on: { submit: (event) => this.#submitted(event), keydown: (event) => this.#escaped(event) },
      },
      this.chips,
      h('div', { class: 'write' }, this.mentionButton, this.field, this.moreButton, this.sendButton),
      this.menu,
    )
    this.refreshChips()
  }

  /** @param {{ title: string, kind: 'room' | 'private' }} conversation @param {string} draft */
  show(conversation, draft) {
    this.#inGroup = conversation.kind === 'room'
    this.mentionButton.hidden = !this.#inGroup
    this.field.setAttribute('aria-label', WORDS.write(conversation.title))
    this.#showMenu(false)
    this.#put(draft)
    this.refreshChips()
  }

  /** The chips name the newest code, so that 接A102 is one touch. */
  refreshChips() {
    const code = this.wiring.latestCode()
    const phrases = QUICK_PHRASES[this.wiring.role] ?? []
    this.chips.hidden = phrases.length === 0
    phrases.forEach((phrase, index) => {
      const chip = /** @type {HTMLElement | undefined} */ (this.chips.children[index]) ?? this.#makeChip()
      chip.textContent = phrase.label.replace('{code}', code ?? CODE_UNKNOWN.label)
      chip.dataset.say = phrase.say.replace('{code}', code ?? CODE_UNKNOWN.say)
    })
  }

  #makeChip() {
    const chip = h('button', { type: 'button', class: 'chip', on: { click: () => this.fill(chip.dataset.say ?? '') } })
    this.chips.append(chip)
    return chip
  }

  /** Puts a sentence into the field, to be looked at and sent. @param {string} text */
  fill(text) {
    const typed = this.field.value !== '' && this.field.value !== this.#filled
    if (typed) this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, 'end')
    else this.#put(text)
    this.#filled = typed ? '' : text
    this.#typed()
    this.field.focus()
    this.field.setSelectionRange(this.field.value.length, this.field.value.length)
  }

  focus() {
    this.field.focus()
  }

  /** @param {string} text */
  #put(text) {
    this.field.value = text
    this.#fit()
  }

  #typed() {
    this.wiring.onDraft(this.field.value)
    this.#fit()
  }

  #fit() {
    this.sendButton.disabled = this.field.value.trim() === ''
    setAttribute(this.mentionButton, 'aria-pressed', String(this.#mentions()))
    this.field.style.height = 'auto'
    if (this.field.scrollHeight > 0)
      this.field.style.height = `${Math.min(this.field.scrollHeight + 2, TALLEST_FIELD_PX)}px`
  }

  get #handle() {
    return WORDS.mention(this.wiring.assistantName)
  }

  #mentions() {
    return this.field.value.includes(this.#handle)
  }

  #toggleMention() {
    const { value } = this.field
    this.#put(
      this.#mentions()
        ? value.replace(this.#handle + AFTER_MENTION, '').replace(this.#handle, '')
        : this.#handle + AFTER_MENTION + value,
    )
    this.#typed()
    this.field.focus()
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    // 229 is what Safari still reports for the Enter that ends a composition.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    this.element.requestSubmit()
  }

  /** @param {KeyboardEvent} event */
  #escaped(event) {
    if (event.key !== 'Escape' || this.menu.hidden) return
    this.#showMenu(false)
    this.moreButton.focus()
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault()
    const text = this.field.value.trim()
    if (text === '') return
    this.wiring.onSend({ kind: 'text', text, mention: this.#inGroup && this.#mentions() })
    this.#filled = ''
    this.#put('')
    this.wiring.onDraft('')
  }

  #makeMenu() {
    const kinds = /** @type {(keyof typeof WORDS.kinds)[]} */ (Object.keys(WORDS.kinds))
    return h(
      'div',
      { class: 'menu', role: 'group', 'aria-label': WORDS.more, hidden: true },
      kinds.map((kind) => {
        const send = () => {
          this.wiring.onSend({ kind, text: '', mention: false })
          this.#showMenu(false)
          this.moreButton.focus()
        }
        return h(
          'button',
          { type: 'button', class: 'menu-item', on: { click: send } },
          h('span', { class: 'menu-icon' }, icon(kind)),
          WORDS.kinds[kind].name,
        )
      }),
    )
  }

  /** @param {boolean} open */
  #showMenu(open) {
    this.menu.hidden = !open
    this.moreButton.setAttribute('aria-expanded', String(open))
  }
}

import { avatar } from './avatar.js'
import { h, icon } from './element.js'
import { WORDS } from './words.js'
/** @import { Person } from './types.js' */

/**
 * Asks whose phone it should be, in a dialog that the keyboard, Esc and the back gesture all understand.
 * @param {HTMLDialogElement} dialog
 * @param {string} question
 * @param {Person[]} people
 * @param {(person: Person) => void} onPick
 */
export function pickPerson(dialog, question, people, onPick) {
  const pick = (/** @type {Person} */ person) => {
    dialog.close()
    onPick(person)
  }
  const row = (/** @type {Person} */ person) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'person-pick', data: { person: person.id }, on: { click: () => pick(person) } },
        avatar(person),
        h(
          'span',
          { class: 'person-words' },
          h('strong', {}, person.name),
          h('small', {}, [roleWords(person), person.about].filter(Boolean).join(' · ')),
        ),
      ),
    )
  dialog.setAttribute('aria-label', question)
  dialog.replaceChildren(
    h(
      'header',
      {},
      h('h2', {}, question),
      h(
        'button',
        { type: 'button', class: 'picker-close', 'aria-label': WORDS.close, on: { click: () => dialog.close() } },
        icon('close'),
      ),
    ),
    h('ul', { class: 'picker-people' }, people.map(row)),
  )
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close()
  }
  dialog.showModal()
}

/** @param {Person} person */
function roleWords({ role }) {
  return WORDS.roles[/** @type {keyof typeof WORDS.roles} */ (role)] ?? WORDS.otherRole
}

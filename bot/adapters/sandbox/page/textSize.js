/* global document, localStorage */
import { h } from './element.js'
import { WORDS } from './words.js'

const KEY = 'yimin.sandbox.textSize'
const SIZES = /** @type {(keyof typeof WORDS.textSizes)[]} */ (Object.keys(WORDS.textSizes))

/** @param {string} size */
function apply(size) {
  document.documentElement.dataset.textSize = size
}

function stored() {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Three sizes of all words on the page, remembered in this browser; on top of what the browser itself is set to. */
export function textSizePicker() {
  const now = SIZES.find((size) => size === stored()) ?? 'standard'
  apply(now)
  const options = SIZES.map((size) => h('option', { value: size, selected: size === now }, WORDS.textSizes[size]))
  const onChange = (/** @type {Event} */ event) => {
    const size = /** @type {HTMLSelectElement} */ (event.target).value
    apply(size)
    try {
      localStorage.setItem(KEY, size)
    } catch {
      // Then it holds until the page is closed.
    }
  }
  return h('label', { class: 'text-size' }, WORDS.textSize, h('select', { on: { change: onChange } }, options))
}

/* global document, window */
import { Desk } from './desk.js'
import { h } from './element.js'
import { readCast } from './sandboxApi.js'
import { textSizePicker } from './textSize.js'
import { WORDS } from './words.js'

const ASK_AGAIN_MS = 1_500

/** @template {HTMLElement} Place @param {string} id @returns {Place} */
const place = (id) => /** @type {Place} */ (document.getElementById(id))

document.title = WORDS.title
place('drill').replaceChildren(
  h('strong', {}, WORDS.drill),
  h('span', { class: 'drill-more' }, WORDS.drillMore),
  textSizePicker(),
)

/** The bot may still be on its way up when the page is opened. */
async function waitForCast() {
  for (;;) {
    const cast = await readCast().catch(() => undefined)
    if (cast && cast.people.length > 0) return cast
    const stage = place('stage')
    if (!stage.firstChild)
      stage.append(
        h('div', { class: 'waiting', role: 'status' }, h('p', {}, WORDS.noCast), h('p', {}, WORDS.noCastMore)),
      )
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, ASK_AGAIN_MS)
      window.addEventListener('online', () => (clearTimeout(timer), resolve(undefined)), { once: true })
    })
  }
}

const cast = await waitForCast()
new Desk(cast, { desk: place('desk'), side: place('side'), stage: place('stage'), picker: place('picker') }).start()

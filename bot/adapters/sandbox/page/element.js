/* global document, Node, Text */

/**
 * @typedef {string | number | Node | null | undefined | false} Child
 * @typedef {{ class?: string, on?: Record<string, (event: any) => void>, data?: Record<string, string>, [attribute: string]: unknown }} Props
 */

/**
 * Makes one element. Text is always text, never markup, so that no message can become part of the page.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props] attributes; `on` listeners, `data` data-attributes; false, null and undefined are left out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  const { on = {}, data = {}, ...attributes } = props
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value)
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener)
  Object.assign(element.dataset, data)
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child))
  }
  return element
}

/** @param {Element} element @param {string} name @param {unknown} value */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : String(value))
}

/**
 * Sets text only where it differs, so that selections and screen readers are left in peace.
 * @param {Node} node @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text
}

/**
 * Keeps a list of child elements in step with `items` without rebuilding those that stay: focus and half-done clicks survive.
 * @template Item
 * @param {HTMLElement} container
 * @param {Item[]} items
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => HTMLElement} create
 * @param {(element: HTMLElement, item: Item) => void} update
 */
export function keepInStep(container, items, keyOf, create, update) {
  /** @type {Map<string, HTMLElement>} */
  const old = new Map()
  for (const child of /** @type {HTMLElement[]} */ ([...container.children])) old.set(child.dataset.key ?? '', child)
  /** @type {Element | null} */
  let place = container.firstElementChild
  for (const item of items) {
    const key = keyOf(item)
    let element = old.get(key)
    if (element) old.delete(key)
    else {
      element = create(item)
      element.dataset.key = key
    }
    update(element, item)
    if (element === place) place = place.nextElementSibling
    else container.insertBefore(element, place)
  }
  for (const element of old.values()) element.remove()
}

const SVG = 'http://www.w3.org/2000/svg'

/** Outlines on a 24 × 24 field, drawn with a round 1.8 stroke. */
const OUTLINES = {
  plus: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  voice: 'M6 10v4M10 7v10M14 9.5v5M18 5v14',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
  red_envelope: 'M5 4h14v16H5zM5 4l7 6 7-6M12 12v3',
  location: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 8v4',
  video: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  contact: 'M4 5h16v14H4zM9 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM6 16c.5-2 5.500-2 6 0M15 10h2M15 14h2',
  emoticon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 10h.01M15 10h.01M8.500 14c1.500 2.500 5.500 2.500 7 0',
  alert: 'M12 7v6M12 16.5v.5',
  down: 'M6 9l6 6 6-6',
  phone: 'M8 3h8v18H8zM11 18h2',
  eye: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 10v4',
}

/**
 * A decorative icon; the words beside it or the button's label carry the meaning.
 * @param {keyof typeof OUTLINES} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', OUTLINES[name])
  svg.append(path)
  return svg
}

/**
 * Text with web addresses as links; everything else stays plain text.
 * @param {string} text
 * @returns {Node[]}
 */
export function linked(text) {
  const parts = text.split(/(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/)
  return parts.map((part, index) =>
    index % 2 ? h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part) : new Text(part),
  )
}

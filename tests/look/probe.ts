/** What a look at a page is held against (trust: AGE-01 to AGE-04, AGE-09; WCAG 2.2, 1.4.6). */
export interface Bars {
  /** 长辈版 is on. */
  large: boolean
  /** Smallest tap target and smallest main tap target, px. */
  tap: number
  mainTap: number
  /** Smallest text, px. */
  text: number
  lineHeight: number
  /** From the last line of a paragraph to the first of the next, in lines. */
  paragraphs: number
  contrast: number
  contrastOfLarge: number
}

/**
 * Looks at the page that is shown, in the browser: what is cut, laid over, out of reach, too small or too pale.
 * It is carried into the page as text: nothing outside of it exists there.
 * @returns a sentence for each fault
 */
export function probe(bars: Bars): string[] {
  const faults = new Set<string>()
  const width = document.documentElement.clientWidth
  const height = window.innerHeight
  const styleOf = (element: Element) => getComputedStyle(element)
  const wordsOf = (element: Element) =>
    `${element.className && typeof element.className === 'string' ? `.${element.className.split(' ').join('.')} ` : ''}“${(element.textContent ?? '').trim().slice(0, 16)}”`
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.getBoundingClientRect().width > 2 &&
    element.getBoundingClientRect().height > 2
  // What lies behind an open sheet waits until it is closed.
  const sheet = document.querySelector('.sheet-ground')
  const elements = [...document.querySelectorAll(sheet === null ? '.page, .page *' : '.sheet-ground *')].filter(isShown)
  const isSpeaking = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
  const speaking = elements.filter((element) => isSpeaking(element) && element.closest('svg') === null)
  // A list lies unseen over the words of what is chosen, and is tapped all the same.
  const isTapped = (element: Element) =>
    element.matches('select') ? element.checkVisibility({ visibilityProperty: true }) : isShown(element)
  const controls = [...document.querySelectorAll(sheet === null ? '.page *' : '.sheet-ground *')].filter(
    (element) => element.matches('button, a[href], input, textarea, select, [role=button]') && isTapped(element),
  )

  /** Lists may scroll sideways inside of themselves; the page may not. */
  const ownScroller = (element: Element): boolean => {
    for (let at: Element | null = element; at !== null && !at.matches('.page'); at = at.parentElement) {
      if (['auto', 'scroll'].includes(styleOf(at).overflowX) && at.scrollWidth > at.clientWidth + 1) return true
    }
    return false
  }
  const fixedOver = (element: Element): Element | null => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (['fixed', 'sticky'].includes(styleOf(at).position)) return at
    }
    return null
  }

  function lookForWidth() {
    // Taro scrolls a box around the page, not the document.
    for (let at = document.querySelector('.page'); at !== null; at = at.parentElement) {
      if (at.scrollWidth > at.clientWidth + 1) faults.add(`scrolls sideways: ${at.scrollWidth} px on ${width}`)
    }
    for (const element of [...speaking, ...controls]) {
      const { left, right } = element.getBoundingClientRect()
      if ((right > width + 1 || left < -1) && !ownScroller(element))
        faults.add(`${wordsOf(element)} stands out of the screen`)
    }
  }

  function lookForCuts() {
    for (const element of elements) {
      const { overflowX, overflowY, textOverflow } = styleOf(element)
      const cutX =
        element.scrollWidth > element.clientWidth + 1 && (overflowX === 'hidden' || textOverflow === 'ellipsis')
      const cutY = element.scrollHeight > element.clientHeight + 2 && ['hidden', 'clip'].includes(overflowY)
      if ((cutX || cutY) && element.clientWidth > 0 && (element.textContent ?? '').trim() !== '') {
        faults.add(`${wordsOf(element)} is cut`)
      }
    }
  }

  /** Words in a field's own hand: what is chosen, what might be written. */
  function lookForCutFields() {
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
    for (const field of elements) {
      const style = styleOf(field)
      const isList = field instanceof HTMLSelectElement
      if (!isList && !(field instanceof HTMLInputElement)) continue
      const said = isList ? (field.selectedOptions[0]?.text ?? '') : field.placeholder
      const arrow = isList && style.appearance !== 'none' ? 20 : 0
      const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow
      pen.font = style.font
      if (pen.measureText(said).width > room + 1) faults.add(`the words “${said}” of a field are cut`)
    }
  }

  const CUTS = ['auto', 'scroll', 'hidden']

  /** What scrolls in a frame of its own ends at the frame's edges. */
  const seenPart = (element: Element, { left, right, top, bottom, height }: DOMRect) => {
    const seen = { left, right, top, bottom, height }
    for (let at: Element | null = element; at !== null && !at.matches('.page'); at = at.parentElement) {
      const { overflowX, overflowY } = styleOf(at)
      const frame = at.getBoundingClientRect()
      if (CUTS.includes(overflowX))
        Object.assign(seen, { left: Math.max(seen.left, frame.left), right: Math.min(seen.right, frame.right) })
      if (CUTS.includes(overflowY))
        Object.assign(seen, { top: Math.max(seen.top, frame.top), bottom: Math.min(seen.bottom, frame.bottom) })
    }
    return seen
  }

  function lookForOverlaps() {
    const pieces = speaking.flatMap((element) =>
      [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '')
        .flatMap((node) => {
          const range = document.createRange()
          range.selectNodeContents(node)
          const boxes = [...range.getClientRects()].map((box) => seenPart(element, box))
          return boxes
            .filter(({ left, right, top, bottom }) => right - left > 2 && bottom - top > 2)
            .map((box) => ({ element, box, over: fixedOver(element) }))
        }),
    )
    for (const [at, a] of pieces.entries()) {
      for (const b of pieces.slice(at + 1)) {
        if (a.element === b.element || a.over !== b.over) continue
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        // Boxes of lines are taller than their characters.
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        const line = Math.min(a.box.height, b.box.height)
        if (across > 2 && down > line * 0.3) faults.add(`${wordsOf(a.element)} lies over ${wordsOf(b.element)}`)
      }
    }
  }

  function lookForReach() {
    for (const control of controls) {
      if (control.closest('[aria-hidden=true]') !== null || (control as HTMLButtonElement).disabled) continue
      control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
      const box = control.getBoundingClientRect()
      const x = Math.min(Math.max(box.left + box.width / 2, 0), width - 1)
      const y = Math.min(Math.max(box.top + box.height / 2, 0), height - 1)
      const hit = document.elementFromPoint(x, y)
      const label = control.id === '' ? null : document.querySelector(`label[for="${control.id}"]`)
      if (hit === null || !(control.contains(hit) || hit.contains(control) || label?.contains(hit))) {
        faults.add(`${wordsOf(control)} is out of reach under ${hit === null ? 'nothing' : wordsOf(hit)}`)
      }
    }
    document.querySelector('.page')?.scrollIntoView({ block: 'start', behavior: 'instant' })
    for (const bar of elements.filter(
      (element) => styleOf(element).position === 'fixed' && !element.matches('.sheet-ground, .sheet-ground *'),
    )) {
      const share = bar.getBoundingClientRect().height / height
      if (share > 0.45) faults.add(`${wordsOf(bar)} covers ${Math.round(share * 100)} % of the screen`)
    }
  }

  function lookForTargets() {
    for (const control of controls) {
      if (control instanceof HTMLInputElement && /checkbox|radio|file|hidden/.test(control.type)) continue
      const { width: across, height: down } = control.getBoundingClientRect()
      const isMain = control.matches('.button-main, .button-strong, .button-emergency, .option')
      const least = isMain ? bars.mainTap : bars.tap
      if (down < least - 0.5 || across < least - 0.5) {
        faults.add(
          `${wordsOf(control)} is a target of ${Math.round(across)} × ${Math.round(down)}, not ${least} × ${least}`,
        )
      }
    }
  }

  function lookForLines() {
    for (const element of speaking) {
      const { fontSize, lineHeight } = styleOf(element)
      const size = parseFloat(fontSize)
      if (size < bars.text - 0.1) faults.add(`${wordsOf(element)} is ${Math.round(size)} px small`)
      if (!(parseFloat(lineHeight) / size >= bars.lineHeight - 0.01))
        faults.add(`${wordsOf(element)} has lines of ${lineHeight} for ${fontSize}`)
    }
  }

  function lookForParagraphs() {
    for (const paragraph of speaking.filter((element) => element.matches('p'))) {
      const next = paragraph.nextElementSibling
      if (next === null || !next.matches('p') || !speaking.includes(next)) continue
      const line = parseFloat(styleOf(paragraph).lineHeight)
      const gap = next.getBoundingClientRect().top - paragraph.getBoundingClientRect().bottom
      // Side by side, not one after the other.
      if (gap < -line / 2) continue
      if (gap + line < line * bars.paragraphs - 0.5)
        faults.add(`${wordsOf(next)} stands ${Math.round(gap)} px under ${wordsOf(paragraph)}, whose lines are ${line}`)
    }
  }

  type Colour = [number, number, number, number]
  const readColour = (text: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue, alpha]
  }
  const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1] // prettier-ignore
  const groundOf = (element: Element): Colour => {
    const layers: Colour[] = []
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const colour = readColour(styleOf(at).backgroundColor)
      if (colour[3] > 0) layers.push(colour)
      if (colour[3] === 1) break
    }
    return layers.reduceRight<Colour>((ground, layer) => over(layer, ground), [255, 255, 255, 1])
  }
  const luminance = (colour: Colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => {
      const share = part / 255
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const opacityOf = (element: Element) => {
    let opacity = 1
    for (let at: Element | null = element; at !== null; at = at.parentElement) opacity *= Number(styleOf(at).opacity)
    return opacity
  }

  function lookForContrast() {
    for (const element of speaking) {
      const { color, fontSize, fontWeight } = styleOf(element)
      const ground = groundOf(element)
      const [r, g, b, a] = readColour(color)
      const ink = over([r, g, b, a * opacityOf(element)], ground)
      const [light, dark] = [luminance(ink), luminance(ground)].sort((x, y) => y - x) as [number, number]
      const contrast = (light + 0.05) / (dark + 0.05)
      const size = parseFloat(fontSize)
      const isLarge = size >= 24 || (size >= 18.6 && Number(fontWeight) >= 600)
      const least = isLarge ? bars.contrastOfLarge : bars.contrast
      if (contrast < least - 0.05) faults.add(`${wordsOf(element)} stands ${contrast.toFixed(1)} to 1, not ${least}`)
    }
  }

  function lookForTheLargerText() {
    if (document.querySelector('.text-size') === null) faults.add('no way to larger text')
    if (sheet !== null && document.querySelector('.sheet')?.matches('[role=dialog][aria-label]') !== true) {
      faults.add('a sheet without role and name')
    }
  }

  /** Labels and notes are bound to their field by its id: one that stands twice leads to the wrong one. */
  function lookForIds() {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) faults.add(`the id ${id} stands twice`)
    const named = (attribute: string) =>
      [...document.querySelectorAll(`[${attribute}]`)].map((element) => element.getAttribute(attribute) as string)
    for (const id of [...named('for'), ...named('aria-describedby')]) {
      if (!ids.includes(id)) faults.add(`nothing is called ${id}, and something is bound to it`)
    }
  }

  for (const look of [lookForWidth, lookForCuts, lookForCutFields, lookForOverlaps, lookForReach, lookForTargets, lookForLines, lookForParagraphs, lookForContrast, lookForTheLargerText, lookForIds]) look() // prettier-ignore
  return [...faults]
}

/** One line of a chart, in the order of its points from left to right. */
export interface Line {
  name: string
  colour: string
  points: readonly (readonly [x: number, y: number])[]
}

interface Frame {
  title: string
  maxX: number
  maxY: number
  /** How a height is written at the side. */
  label: (y: number) => string
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 260, 52, 12, 28]
const STEPS = 4

/** A chart of lines as a drawing of its own: no script, no file beside it. */
export function lineChart({ title, maxX, maxY, label }: Frame, lines: readonly Line[]): string {
  const x = (value: number) => (LEFT + (value / maxX) * (WIDTH - LEFT - 12)).toFixed(1)
  const y = (value: number) => (HEIGHT - BOTTOM - (Math.min(value, maxY) / maxY) * (HEIGHT - TOP - BOTTOM)).toFixed(1)
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS)
  const grid = steps.map((step) => {
    const at = y(step * maxY)
    return `<line x1="${LEFT}" x2="${WIDTH - 12}" y1="${at}" y2="${at}" class="grid"/><text x="${LEFT - 8}" y="${at}" class="side">${escaped(label(step * maxY))}</text>`
  })
  const below = steps.map(
    (step) => `<text x="${x(step * maxX)}" y="${HEIGHT - 8}" class="below">${Math.round(step * maxX)}</text>`,
  )
  const drawn = lines.map(
    ({ colour, points }) =>
      `<polyline fill="none" stroke="${colour}" stroke-width="2.5" points="${points.map(([a, b]) => `${x(a)},${y(b)}`).join(' ')}"/>`,
  )
  return `<figure><figcaption>${escaped(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">${[...grid, ...below, ...drawn].join('')}</svg>${legend(lines)}</figure>`
}

function legend(lines: readonly Line[]): string {
  return `<p class="legend">${lines.map(({ name, colour }) => `<span><i style="background:${colour}"></i>${escaped(name)}</span>`).join('')}</p>`
}

/** Text inside a page. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

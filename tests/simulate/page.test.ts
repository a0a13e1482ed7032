import { ASSUMPTIONS } from '../../server/app/simulate/assumptions.ts'
import { measure } from '../../server/app/simulate/measure.ts'
import { playMonth } from '../../server/app/simulate/playMonth.ts'
import type { Play } from '../../server/app/simulate/playMonth.ts'
import { pageOf } from '../../server/app/simulate/report/page.ts'
import { pageWords } from '../../server/app/simulate/report/words.ts'

const PLAY: Play = {
  seed: 3,
  policy: 'ladder',
  days: 1,
  residents: 20,
  volunteers: 6,
  enterprises: 2,
  requestsPerDay: 8,
}
const VOID = ['meta', 'line', 'polyline', '!doctype']

/** Tags that are open at the end, or closed out of order. */
function unbalanced(html: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [whole, closes, name = ''] of html.matchAll(/<(\/?)([!a-z0-9]+)[^>]*?>/gu)) {
    if (VOID.includes(name) || whole.endsWith('/>')) continue
    if (closes === '') open.push(name)
    else if (open.pop() !== name) wrong.push(whole)
  }
  return [...wrong, ...open]
}

describe('the page of a simulated month', () => {
  let page: string
  beforeAll(async () => {
    const figures = await measure(await playMonth(PLAY), PLAY)
    const bars = [{ name: 'asks' as const, measured: '3 < 4 & "so"', held: false }]
    page = pageOf({ ...PLAY, policies: [figures], bars })
  })

  it('is well formed, and loads nothing', () => {
    expect(unbalanced(page)).toEqual([])
    expect(page).not.toMatch(/<script|src=|href=|url\(|https?:/u)
    expect(page.match(/<svg/gu)).toHaveLength(3)
  })

  it('says that it compares and predicts nothing, and names every assumption', () => {
    expect(page).toContain(pageWords.limit)
    for (const { about } of Object.values(ASSUMPTIONS)) expect(page).toContain(about)
  })

  it('writes what was measured as text, never as marks', () => {
    expect(page).toContain('3 &lt; 4 &amp; &quot;so&quot;')
    expect(page).toContain(pageWords.missed)
    expect(page).not.toContain('NaN')
  })
})

import { ROLES } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import { EXAMPLE_QUERY, exampleStation, tokenOf } from '../../factories/examples/exampleStation.ts'
import type { Fill } from '../../factories/examples/exampleOf.ts'
import { pagesOf, runWeapp } from './runWeapp.ts'
import type { Weapp } from './runWeapp.ts'
import type { Answering } from './wechat.ts'
import { textOf } from './tree.ts'
import type { Node } from './tree.ts'

const QUERY = new URLSearchParams(EXAMPLE_QUERY).toString()
/** A page that goes on offering new buttons for ever is no page. */
const MOST_TAPS = 80

let running: Weapp | undefined
afterEach(() => running?.stop())

/** Every page of the build, as every role sees it: it loads, says something, and stands every tap. */
export function everyPage(dist: string): void {
  describe('every page of the mini program', () => {
    it.each(ROLES)(
      'shows words to a %s, with much and with little to tell, and stands a tap on each button',
      async (role) => {
        for (const fill of ['full', 'bare'] as const) {
          const open = (address: string) => openAs(dist, role, fill, address)
          let weapp = await open('')
          for (const page of pagesOf(dist)) {
            const address = `/${page}?${QUERY}`
            weapp.open(address)
            await settled(weapp)
            expect(`${page}: ${weapp.text().trim().length > 0 ? 'words' : 'blank'}`).toBe(`${page}: words`)
            expect([page, ...weapp.faults]).toEqual([page])
            if (fill === 'full') weapp = await tapEverything(weapp, address, open)
          }
          weapp.stop()
        }
      },
      60_000,
    )

    it.each([
      [15, 'scale-90'],
      [17, 'page'],
      [20, 'scale-115'],
      [23.8, 'scale-140'],
      [30, 'scale-150'],
    ])('follows the text size of %d px that the reader set in WeChat', async (fontSizeSetting, scale) => {
      const weapp = (running = runWeapp(dist, { answering: answersOf('full'), fontSizeSetting }))
      await settled(weapp)
      const sizes = [...JSON.stringify(weapp.root()).matchAll(/"page( [\w-]+)*"/g)].map(([classes]) => classes)
      expect(sizes).toHaveLength(1)
      expect(JSON.parse(sizes[0] as string)).toBe(scale === 'page' ? 'page' : `page ${scale}`)
    })

    it('asks a stranger on every page who is there', async () => {
      const weapp = (running = runWeapp(dist, { answering: answersOf('full') }))
      for (const page of pagesOf(dist)) {
        weapp.open(`/${page}?${QUERY}`)
        await settled(weapp)
        expect([page, ...weapp.faults]).toEqual([page])
        expect(weapp.text()).toContain('今天您是哪一位？')
      }
    })

    it('says on every page that the line is down, and what to do', async () => {
      const weapp = (running = runWeapp(dist, { answering: () => ({ status: 502, body: '<html>' }) }))
      for (const page of pagesOf(dist)) {
        weapp.open(`/${page}?${QUERY}`)
        await settled(weapp)
        expect([page, ...weapp.faults]).toEqual([page])
        expect(weapp.text()).toContain('再试一次')
      }
    })
  })
}

async function openAs(dist: string, role: Role, fill: Fill, page: string): Promise<Weapp> {
  running?.stop()
  const settings = { answering: answersOf(fill), kept: { 'yimin.token': tokenOf(role) } }
  running = runWeapp(dist, page === '' ? settings : { ...settings, page })
  await settled(running)
  return running
}

function answersOf(fill: Fill): Answering {
  const station = exampleStation(fill)
  return (url, method, header) => {
    const { status, body } = station(method, url, header.Authorization)
    // As it comes over the line.
    return { status, body: JSON.parse(JSON.stringify(body)) as unknown }
  }
}

/**
 * Taps each button of a page once, those that appear under way too. A tap that leads away is followed back, a tap that signs
 * out is followed by another sign-in: hence the weapp that it gives back.
 */
async function tapEverything(weapp: Weapp, address: string, open: (address: string) => Promise<Weapp>): Promise<Weapp> {
  const tapped = new Set<string>()
  const page = address.slice(1).split('?')[0]
  for (let taps = 0; taps < MOST_TAPS; taps += 1) {
    const next = named(weapp.buttons()).find(([name]) => !tapped.has(name))
    if (next === undefined) return weapp
    const [name, button] = next
    tapped.add(name)
    weapp.tapOn(button)
    await settled(weapp)
    expect([address, name, ...weapp.faults]).toEqual([address, name])
    expect(`${weapp.route()} after ${name}: ${weapp.text().trim() === '' ? 'blank' : 'words'}`).toMatch(/words$/)
    if (!weapp.storage.has('yimin.token')) weapp = await open(address)
    else if (weapp.route() !== page) weapp.open(address)
    await settled(weapp)
  }
  throw new Error(`${address} still has new buttons after ${MOST_TAPS} taps: ${[...tapped].join(', ')}`)
}

/** Two buttons with the same words are told apart by their order. */
function named(buttons: Node[]): [string, Node][] {
  const met = new Map<string, number>()
  return buttons.map((button) => {
    const words = textOf(button).trim().replace(/\n/g, ' ')
    const turn = (met.get(words) ?? 0) + 1
    met.set(words, turn)
    return [`${words} #${turn}`, button]
  })
}

/** Waits until what the page says has stayed the same for a moment. */
async function settled(weapp: Weapp): Promise<void> {
  const deadline = Date.now() + 5_000
  let before = ''
  for (let same = 0; same < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    const now = weapp.text()
    same = now === before ? same + 1 : 0
    before = now
    if (Date.now() > deadline) throw new Error(`the page goes on changing: ${now}`)
  }
}

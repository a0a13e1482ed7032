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
            expect([page, ...speechless(weapp)]).toEqual([page])
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

    it.each(MISHAPS)('has an honest screen on every page when $what', async ({ answer, says, hurry = 1 }) => {
      const station = answersOf('full')
      const silent: string[] = []
      for (const role of ['resident', 'volunteer', 'station_director'] as const) {
        const answering: Answering = (url, method, header, data) =>
          THRESHOLD.test(url) ? station(url, method, header, data) : answer
        running?.stop()
        const weapp = (running = runWeapp(dist, { answering, hurry, kept: { 'yimin.token': tokenOf(role) } }))
        await settled(weapp)
        for (const page of pagesOf(dist)) {
          weapp.storage.set('yimin.token', tokenOf(role))
          weapp.open(`/${page}?${QUERY}`)
          if (!READS_NOTHING.has(page)) await saysSoon(weapp, says)
          await settled(weapp)
          const text = weapp.text()
          expect([role, page, ...weapp.faults, ...(RAW.exec(text) ?? [])]).toEqual([role, page])
          if (READS_NOTHING.has(page) || NOT_HERE.test(text)) continue
          if (!says.test(text)) silent.push(`${role} ${page}: ${text}`)
        }
      }
      expect(silent).toEqual([])
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

interface Mishap {
  what: string
  /** What the server answers to somebody who is signed in; nothing on a slow line. */
  answer: { status: number; body: unknown } | undefined
  /** What every page says then. */
  says: RegExp
  hurry?: number
}

const refused = (status: number, error: string, message: string) => ({ status, body: { error, message, fields: [] } })
const MISHAPS: Mishap[] = [
  { what: 'the server is down', answer: { status: 502, body: '<html>Bad Gateway' }, says: /再试一次|过几秒再取/ },
  { what: 'a network in between answers', answer: { status: 200, body: '<html>sign in here' }, says: /现在连不上/ },
  { what: 'the line is slow', answer: undefined, says: /网有点慢/, hurry: 100 },
  { what: 'the session has ended', answer: refused(401, 'unauthenticated', 'token expired'), says: /今天您是哪一位？/ },
  { what: 'the role was taken away', answer: refused(403, 'forbidden', 'role required'), says: /不归[您你]用|不在|没有了|没有找到|没有您能看的|取不到|只给站里|请回首页/ },
] // prettier-ignore
/** Read before anything can be said of a page. */
const THRESHOLD = /^\/api\/(hello|demo\/people|me)$/
/** What can be used without anything from the server. */
const READS_NOTHING = new Set([
  'requests/pages/form/index',
  'me/pages/home/index',
  'desk/pages/entry/index',
  'people/pages/walkin/index',
])
const NOT_HERE = /这一页不归您用/
/** What none of these may show to a person. */
const RAW = /html|Gateway|token|required|undefined|null|Error/

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
    expect([address, name, ...weapp.faults, ...speechless(weapp)]).toEqual([address, name])
    expect(`${weapp.route()} after ${name}: ${weapp.text().trim() === '' ? 'blank' : 'words'}`).toMatch(/words$/)
    if (!weapp.storage.has('yimin.token')) weapp = await open(address)
    else if (weapp.route() !== page) weapp.open(address)
    await settled(weapp)
  }
  throw new Error(`${address} still has new buttons after ${MOST_TAPS} taps: ${[...tapped].join(', ')}`)
}

/** Buttons of which a screen reader has nothing to say: a sign alone, such as + or ★, is no word. */
function speechless(weapp: Weapp): string[] {
  return weapp.spokenNames().filter((name) => !/[\p{Script=Han}\p{L}\p{N}]/u.test(name))
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

async function saysSoon(weapp: Weapp, words: RegExp): Promise<void> {
  for (
    const deadline = Date.now() + 400;
    Date.now() < deadline && !words.test(weapp.text()) && !NOT_HERE.test(weapp.text());
  ) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** Waits until the page says the same twice and nothing goes on that will be over in a moment. */
async function settled(weapp: Weapp): Promise<void> {
  const deadline = Date.now() + 5_000
  for (let before: string | undefined; ;) {
    await (weapp.isBusy() ? new Promise((resolve) => setTimeout(resolve, 1)) : new Promise(setImmediate))
    const now = weapp.text()
    if (now === before && !weapp.isBusy()) return
    before = now
    if (Date.now() > deadline) throw new Error(`the page goes on changing: ${now}`)
  }
}

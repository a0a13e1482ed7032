import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { Frame } from '@yimin/shared/language/frame'
import { DEMO_STATION_DRAFT } from '../../server/app/demo/community.ts'
import { readSettings } from '../../server/app/env.ts'
import { webOf } from '../../server/app/web.ts'
import { acceptOffer } from '../../server/dispatch/index.ts'
import { setOnDuty } from '../../server/duty/index.ts'
import { saveStation } from '../../server/organisations/index.ts'
import { answerTo, openSession } from '../../server/people/index.ts'
import type { Person, PersonDraft } from '../../server/people/index.ts'
import { deliverRequest, finishRequest, findRequest } from '../../server/requests/index.ts'
import type { RequestDoc } from '../../server/requests/index.ts'
import { openBrowser } from './browser.ts'
import { anOpenRequest } from './helperSide.ts'
import { openTestHouse } from './house.ts'
import type { TestHouse } from './house.ts'
import { aPerson, SUNDAY_TEN } from './people.ts'

/** For people to look at; nothing compares them. */
const PICTURES = path.join(process.cwd(), '.cache', 'screenshots')
const PATIENCE_MS = 15_000
/** In px. */
export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 900 }

export interface Opening {
  size?: { width: number; height: number }
  /** The session that the browser has kept; by default a new one of this person. */
  token?: string
  /** The test lets the page's hours pass (`page.clock`); by default they stand still, and its timers run. */
  turnsClock?: boolean
}

/**
 * A station that runs for real (nobody is let in without signing in), in this process: its record, its web door with the built
 * pages, its jobs done as they come, its clock at ten in the morning, and a browser before it. Tests share it, and each makes
 * a community of its own.
 */
export interface RealStation {
  house: TestHouse
  url: string
  /** A window of its own, signed in as this person; as nobody with `undefined`. */
  open(person: Person | undefined, page: string, opening?: Opening): Promise<Page>
  picture(page: Page, name: string): Promise<unknown>
  /** The web door closes, also to those who are inside, and opens again at the same address. */
  shutDown(): Promise<void>
  startAgain(): Promise<void>
  /** What went wrong on all pages since it was asked last. */
  takeFaults(): string[]
  close(): Promise<void>
}

export async function openRealStation(): Promise<RealStation> {
  mkdirSync(PICTURES, { recursive: true })
  const house = await openTestHouse(SUNDAY_TEN)
  const browser = await openBrowser()
  const faults: string[] = []
  const worked = keepWorking(house, (fault) => faults.push(fault))
  const { MONGODB_URI, REDIS_URL } = process.env
  const settings = readSettings({
    ...{ NODE_ENV: 'test', MONGODB_URI, REDIS_URL, DATA_DIR: '/nowhere', CHAT_ADAPTER: 'wechaty' },
    ...{ BOT_TOKEN: 'x'.repeat(32), RATE_PER_SECOND: '10000', RATE_BURST: '10000' },
  })
  let app = webOf(house, settings)
  const { port } = await app.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  return {
    house,
    url,
    open: async (person, address, { size = PHONE, token, turnsClock } = {}) => {
      const context = await browser.newContext({
        ...{ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' },
        acceptDownloads: true,
      })
      context.setDefaultTimeout(PATIENCE_MS)
      if (turnsClock) await context.clock.install({ time: house.clock.now() })
      else await context.clock.setFixedTime(house.clock.now())
      const kept = token ?? (person && (await openSession(house, person.id, { proven: true }))?.token)
      const page = await context.newPage()
      watch(page, faults)
      if (kept !== undefined) {
        // Once, and not at every load: a page may sign out.
        await page.goto(`${url}/robots.txt`)
        await page.evaluate((data) => localStorage.setItem('yimin.token', JSON.stringify({ data })), kept)
      }
      await page.goto(`${url}/#/${address}`)
      return page
    },
    picture: (page, name) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) }),
    shutDown: () => app.close(),
    startAgain: async () => {
      app = webOf(house, settings)
      await app.listen(port, '127.0.0.1')
    },
    takeFaults: () => faults.splice(0),
    close: async () => {
      await browser.close()
      await app.close()
      await worked.stop()
      await house.close()
    },
  }
}

/** The same as the tests of one file share it: opened before them and closed after, and after each of them nothing may have gone wrong unsaid. */
export function theRealStation(
  picturesOf: string,
): Pick<RealStation, 'house' | 'open' | 'picture' | 'shutDown' | 'startAgain' | 'takeFaults'> {
  let opened: RealStation | undefined
  const station = () => {
    if (opened === undefined) throw new Error('the station opens with the first test')
    return opened
  }
  beforeAll(async () => {
    opened = await openRealStation()
  })
  afterAll(() => opened?.close())
  afterEach(() => expect(opened?.takeFaults()).toEqual([]))
  return {
    get house() {
      return station().house
    },
    open: (...how) => station().open(...how),
    picture: (page, name) => station().picture(page, `${picturesOf}-${name}`),
    shutDown: () => station().shutDown(),
    startAgain: () => station().startAgain(),
    takeFaults: () => station().takeFaults(),
  }
}

/** Does the jobs as a worker would: soon, and one after another. */
function keepWorking(house: TestHouse, complain: (fault: string) => void) {
  let last = Promise.resolve()
  const timer = setInterval(() => {
    if (house.waiting.length > 0)
      last = last.then(() => house.work()).catch((error: unknown) => complain(String(error)))
  }, 10)
  return {
    async stop() {
      clearInterval(timer)
      await last
    },
  }
}

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /policy/i.test(message.text())) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
}

let count = 0

/** The people of one test: a station of its own, a resident at home in it, her two neighbours who help, and two of the staff. */
export interface Community {
  stationId: string
  wang: Person
  li: Person
  he: Person
  worker: Person
  director: Person
}

export async function aCommunity(house: TestHouse, { secondFactor = false } = {}): Promise<Community> {
  count += 1
  const stationId = `station_b${count}`
  const settings = { security: { staffSecondFactor: secondFactor }, dispatch: { quietHours: null } }
  await saveStation(house, { ...DEMO_STATION_DRAFT, id: stationId, rooms: [], settings })
  const how = { at: house.clock.now(), act: 'desk' as const, by: 'demo' }
  const someone = (parts: Partial<PersonDraft>) =>
    aPerson(house, { stationId, consents: [answerTo('rules', true, how)], ...parts })
  const helper = { skills: [], zones: [], freeHours: [] }
  const [wang, li, he, worker, director] = await Promise.all([
    someone({
      phone: '13812345678',
      home: { zone: '6', building: '9', unit: '2', floor: '4' },
      household: [{ relation: '妈妈', name: '王奶奶', home: { zone: '7', building: '5', unit: '1', floor: '3', room: '301' } }],
    }),
    someone({ name: '小李', role: 'volunteer', helper }),
    someone({ name: '小何', role: 'volunteer', helper }),
    someone({ name: '赵社工', role: 'station_worker' }),
    someone({ name: '郑站长', role: 'station_director' }),
  ]) // prettier-ignore
  await setOnDuty(house, stationId, worker.id, true)
  return { stationId, wang, li, he, worker, director }
}

/** Where a request stands when a test takes it up. */
export type Stage = 'open' | 'accepted' | 'delivered' | 'done'

/** Two jin of tomatoes for this resident, brought as far as the test needs it by this helper. */
export async function aRequestAt(
  house: TestHouse,
  stage: Stage,
  { wang, li }: Pick<Community, 'wang' | 'li'>,
  frame: Partial<Frame> = {},
): Promise<RequestDoc> {
  const { _id } = await anOpenRequest(house, wang, frame)
  const now = async () => (await findRequest(house, _id)) as RequestDoc
  if (stage === 'open') return now()
  await acceptOffer(house, await now(), li, `accept.${_id}`)
  if (stage === 'accepted') return now()
  await deliverRequest(house, _id, li.id, `deliver.${_id}`)
  if (stage === 'delivered') return now()
  await finishRequest(house, _id, { id: wang.id, part: 'requester' }, `finish.${_id}`)
  return now()
}

/** Taps the first button of this name. */
export const tap = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click()

/** The page says that the request has come to this state. */
export const standsAt = (page: Page, word: string): Promise<void> => seen(page.locator('.state', { hasText: word }))

/** It stands before somebody's eyes: pages that were left are kept one under the other, unseen. */
export const seen = (what: Locator): Promise<void> => what.filter({ visible: true }).first().waitFor()

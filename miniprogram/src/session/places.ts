import Taro from '@tarojs/taro'
import type { Me } from '../api/routes.ts'
import { words } from '../words.ts'

type Abilities = Pick<Me, 'abilities'>

interface Place {
  /** The page's address in the mini program. */
  page: string
  word: string
  isFor(me: Abilities): boolean
}

function isStaff({ abilities }: Abilities): boolean {
  return abilities.seeQueue
}

const mayTakeOffers = ({ abilities }: Abilities) => abilities.takeOffers

/** Where somebody may go from anywhere, in the order of the row at the top of each page: first what one comes for. */
export const PLACES = {
  queue: { page: '/desk/pages/queue/index', word: words.places.queue, isFor: isStaff },
  board: { page: '/desk/pages/board/index', word: words.places.board, isFor: isStaff },
  entry: { page: '/desk/pages/entry/index', word: words.places.entry, isFor: isStaff },
  alarms: { page: '/desk/pages/alarms/index', word: words.places.alarms, isFor: isStaff },
  people: { page: '/people/pages/register/index', word: words.places.people, isFor: isStaff },
  duty: { page: '/duty/pages/roster/index', word: words.places.duty, isFor: isStaff },
  reports: { page: '/reports/pages/figures/index', word: words.places.reports, isFor: isStaff },
  helping: { page: '/dispatch/pages/helping/index', word: words.places.helping, isFor: mayTakeOffers },
  ask: { page: '/pages/ask/index', word: words.places.ask, isFor: ({ abilities }) => abilities.askForHelp },
  me: { page: '/me/pages/home/index', word: words.places.me, isFor: () => true },
} as const satisfies Record<string, Place>

export type PlaceName = keyof typeof PLACES

/** What this person's row offers. */
export function placesOf(me: Abilities): [PlaceName, Place][] {
  return Object.entries(PLACES).filter(([, place]) => place.isFor(me)) as [PlaceName, Place][]
}

/** Where this person begins. */
export function homeOf({ abilities }: Abilities): PlaceName {
  if (abilities.seeQueue) return 'queue'
  return abilities.takeOffers ? 'helping' : 'ask'
}

/** Goes to a place without piling pages up. */
export function goTo(name: PlaceName): void {
  void Taro.redirectTo({ url: PLACES[name].page })
}

/** Opens a page above this one; the phone's own way back leads here again. @param query plain values, never personal data */
export function openPage(page: string, query: Record<string, string> = {}): void {
  void Taro.navigateTo({ url: addressOf(page, query) })
}

function addressOf(page: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? page : `${page}?${pairs.join('&')}`
}

/** Goes to a page in the place of this one, where the way back here leads nowhere any more. */
export function replacePage(page: string, query: Record<string, string> = {}): void {
  void Taro.redirectTo({ url: addressOf(page, query) })
}

/** One page back; from a page that was opened by its address, home. */
export function goBack(me: Abilities): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else goTo(homeOf(me))
}

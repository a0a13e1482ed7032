import type { Ladder } from '@yimin/shared/dispatch/ladder'
import { LADDER_NAMES } from '@yimin/shared/dispatch/ladder'
import type { SettingsChanges } from '@yimin/shared/organisations/contract'

/** What is compared: this product's ladder, and three ways in which helpers are asked elsewhere. */
export const POLICIES = ['ladder', 'nearest', 'broadcast', 'random'] as const
export type Policy = (typeof POLICIES)[number]

/** Everybody at once, and the worker on duty after the same forty minutes. */
const EVERYBODY: Ladder = [
  { id: 'all', who: 'everyone', ask: 100, minutes: 40, channel: 'private', inQuietHours: 'wait', next: 'duty' },
  { id: 'duty', who: 'worker_on_duty', ask: 1, minutes: 20, channel: 'private', inQuietHours: 'to_worker', next: null },
]
const BROADCAST = Object.fromEntries(
  LADDER_NAMES.filter((name) => name !== 'emergency').map((name) => [name, [...EVERYBODY]]),
)

/** As it is done elsewhere: whoever is on the list is asked, however often he was, and for each errand by itself. */
const UNSPARING = { asksPerWeek: null, enoughChance: 1, tripWindowMinutes: 0, equity: false } as const

/** Each policy is nothing but a station's settings. */
export const SETTINGS_OF: { readonly [policy in Policy]: SettingsChanges } = {
  ladder: {},
  nearest: { dispatch: { ...UNSPARING, choice: 'nearest' } },
  broadcast: { dispatch: { ...UNSPARING, ladders: BROADCAST } },
  random: { dispatch: { ...UNSPARING, choice: 'random' } },
}

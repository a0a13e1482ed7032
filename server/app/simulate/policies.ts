import type { Ladder } from '@yimin/shared/dispatch/ladder'
import { LADDER_NAMES } from '@yimin/shared/dispatch/ladder'
import type { SettingsChanges } from '@yimin/shared/organisations/contract'

/** What is compared: this product's ladder, and three ways in which helpers are asked elsewhere. */
export const POLICIES = ['ladder', 'nearest', 'broadcast', 'random'] as const
export type Policy = (typeof POLICIES)[number]

/** Everybody at once, and the worker on duty after the same forty minutes. */
const EVERYBODY: Ladder = [
  { id: 'all', who: 'everyone', ask: 100, minutes: 40, channel: 'group', inQuietHours: 'wait', next: 'duty' },
  { id: 'duty', who: 'worker_on_duty', ask: 1, minutes: 20, channel: 'private', inQuietHours: 'to_worker', next: null },
]
const BROADCAST = Object.fromEntries(
  LADDER_NAMES.filter((name) => name !== 'emergency').map((name) => [name, [...EVERYBODY]]),
)

/** Each policy is nothing but a station's settings. */
export const SETTINGS_OF: { readonly [policy in Policy]: SettingsChanges } = {
  ladder: {},
  nearest: { dispatch: { choice: 'nearest' } },
  broadcast: { dispatch: { ladders: BROADCAST, enoughChance: 1, asksPerWeek: 50 } },
  random: { dispatch: { choice: 'random' } },
}

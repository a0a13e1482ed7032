import type { SettingsChanges } from '@yimin/shared/organisations/contract'

/** What is compared: this product's ladder, and three ways in which helpers are asked elsewhere. */
export const POLICIES = ['ladder', 'nearest', 'broadcast', 'random'] as const
export type Policy = (typeof POLICIES)[number]

/** Each policy is nothing but a station's settings. */
export const SETTINGS_OF: { readonly [policy in Policy]: SettingsChanges } = {
  ladder: {},
  nearest: { dispatch: { choice: 'nearest' } },
  broadcast: { dispatch: { waves: [{ afterMinutes: 0, ask: 100, who: 'everyone' }] } },
  random: { dispatch: { choice: 'random' } },
}

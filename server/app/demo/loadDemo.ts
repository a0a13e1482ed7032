import { saveShifts } from '../../duty/index.ts'
import { listStations, saveEnterprise, saveStation } from '../../organisations/index.ts'
import { addPerson, answerTo } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { DEMO_ENTERPRISES, DEMO_STATION, DEMO_STATION_DRAFT } from './community.ts'
import { DEMO_HELPERS } from './helpers.ts'
import { DEMO_RESIDENTS } from './residents.ts'
import { DEMO_SHIFTS, DEMO_STAFF } from './staff.ts'

/** Any station at all, also a real one, means that this record is in use. */
async function inUse(platform: Platform): Promise<boolean> {
  return (await listStations(platform)).length > 0
}

/**
 * Puts the demo community into an empty record; into any other, nothing. The station is written last, so that a start that
 * was killed half-way is taken up again by the next one. Returns whether it was loaded now.
 */
export async function loadDemo(platform: Platform): Promise<boolean> {
  if (await inUse(platform)) return false
  // The demo people were told at the station, and agreed.
  const how = { at: platform.clock.now(), act: 'desk' as const, by: DEMO_STAFF[0]?.id ?? '' }
  for (const draft of DEMO_STAFF) await addPerson(platform, draft)
  for (const draft of [...DEMO_HELPERS, ...DEMO_RESIDENTS]) {
    const told = [answerTo('rules', true, how), ...(draft.groups ? [answerTo('groups', true, how)] : [])]
    await addPerson(platform, { ...draft, consents: told })
  }
  for (const shop of DEMO_ENTERPRISES) await saveEnterprise(platform, shop)
  await saveShifts(platform, DEMO_STATION, DEMO_SHIFTS)
  await saveStation(platform, DEMO_STATION_DRAFT)
  return true
}

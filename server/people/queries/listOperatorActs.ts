import type { Platform } from '../../platform/platform.ts'
import type { Person, PersonChange } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

/** Long enough for whoever comes in on one day of the week only. */
const SHOWN_MS = 7 * 24 * 3_600_000

export interface OperatorAct {
  person: Person
  change: PersonChange
}

/** What whoever holds the server's keys changed of people of this station in the last seven days, the newest first. */
export async function listOperatorActs(
  platform: Pick<Platform, 'db' | 'clock'>,
  stationId: string,
): Promise<OperatorAct[]> {
  const since = new Date(platform.clock.now().getTime() - SHOWN_MS)
  const docs = await peopleOf(platform).find({ stationId, 'changes.by': 'operator' }).toArray()
  const acts = docs.map(toPerson).flatMap((person) => {
    const fresh = person.changes.filter(({ by, at }) => by === 'operator' && at >= since)
    return fresh.map((change) => ({ person, change }))
  })
  return acts.sort((a, b) => b.change.at.getTime() - a.change.at.getTime())
}

import { publishHint } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'

/** Whoever was asked looks at his offers again: there is a new one, or somebody else has it. Staff see the ladder move. */
export async function hintOffers(platform: Platform, { _id, code }: Pick<RequestDoc, '_id' | 'code'>): Promise<void> {
  const search = await searchesOf(platform).findOne({ _id })
  if (!search) return
  const people = search.asked.map((one) => one.personId)
  await publishHint(platform, { kind: 'offer', id: code, version: search.v, people, stations: [search.stationId] })
}

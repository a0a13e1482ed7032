import { publishHint } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { searchesOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'

type Hinted = Pick<RequestDoc, '_id' | 'code'>

/** Somebody else has it, or nobody any more: whoever was asked looks at his offers again. */
export async function hintOffersOver(platform: Platform, request: Hinted): Promise<void> {
  const search = await searchesOf(platform).findOne({ _id: request._id })
  if (search) await hintOffers(platform, request, search)
}

/** Whoever was asked looks at his offers again: there is a new one, or one less. Staff see the ladder move. */
export async function hintOffers(platform: Platform, { code }: Hinted, search: SearchDoc): Promise<void> {
  const people = search.asked.map((one) => one.personId)
  await publishHint(platform, { kind: 'offer', id: code, version: search.v, people, stations: [search.stationId] })
}

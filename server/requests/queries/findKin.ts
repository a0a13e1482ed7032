import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'

/** What belongs together with a request. */
export interface Kin {
  /** The request of which it is a part. */
  whole?: RequestDoc
  parts: RequestDoc[]
}

export async function findKin(platform: Platform, { _id, parts, partOf }: RequestDoc): Promise<Kin> {
  const whole = partOf === undefined ? null : await requestsOf(platform).findOne({ _id: partOf })
  const found = parts ? await requestsOf(platform).find({ partOf: _id }).sort({ code: 1 }).toArray() : []
  return { ...(whole && { whole }), parts: found }
}

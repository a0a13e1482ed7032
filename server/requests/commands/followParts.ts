import { DomainError } from '@yimin/shared/errors/domainError'
import { carriedItems } from '@yimin/shared/requests/parts'
import { isAlive } from '@yimin/shared/requests/states'
import type { Status } from '@yimin/shared/requests/states'
import type { Platform } from '../../platform/platform.ts'
import type { RequestMoved } from '../request.events.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { cancelRequest } from './cancelRequest.ts'
import { finishRequest } from './finishRequest.ts'
import { openParts } from './openParts.ts'
import { takeStep } from './takeStep.ts'
import { unlessMoved } from './unlessMoved.ts'

const SYSTEM = { id: 'system', part: 'system' } as const
/** Somebody is still to be found for it. */
const UNTAKEN: readonly Status[] = ['draft', 'reviewing', 'open']

/** Keeps a request and its parts together: each moves by its own compare-and-set, and may hear of the same step again. */
export async function followParts(
  platform: Platform,
  moved: RequestMoved,
  request: RequestDoc,
  ref: string,
): Promise<void> {
  if (request.parts) await followWhole(platform, moved, request, ref)
  if (request.partOf === undefined) return
  const whole = await requestsOf(platform).findOne({ _id: request.partOf })
  if (!whole) return
  await gatherParts(platform, whole)
  if (!isAlive(whole.status)) await endParts(platform, whole, `whole/${whole.v}`)
}

async function followWhole(platform: Platform, moved: RequestMoved, whole: RequestDoc, ref: string): Promise<void> {
  if (whole.gathering) await openParts(platform, whole)
  await gatherParts(platform, whole)
  if (moved.step === 'amend') await amendGoods(platform, whole, moved.by, ref)
  if (!isAlive(whole.status)) await endParts(platform, whole, ref)
}

/** Once nobody is to be found for any part, somebody is asked to carry it. A part that was withdrawn is none any more. */
async function gatherParts(platform: Platform, { _id, gathering, status, parts = [] }: RequestDoc): Promise<void> {
  if (!gathering || status !== 'open') return
  const found = await listParts(platform, _id)
  const isThere = ({ requestId }: { requestId: string }) => found.some((part) => part._id === requestId)
  if (!parts.every(isThere) || found.some((part) => UNTAKEN.includes(part.status))) return
  const withdrawn = found.filter((part) => part.status === 'cancelled' || part.status === 'rejected')
  const left = parts.filter(({ requestId }) => !withdrawn.some((part) => part._id === requestId))
  await unlessMoved(() =>
    takeStep(platform, _id, {
      step: 'gather',
      by: SYSTEM,
      cause: `parts/${found.map(({ v }) => v).join('.')}`,
      change: (before) => {
        if (!before.gathering) throw new DomainError('conflict')
        return left.length > 0 ? { parts: left } : {}
      },
      drop: left.length > 0 ? ['gathering'] : ['gathering', 'parts'],
    }),
  )
}

function listParts(platform: Platform, wholeId: string): Promise<RequestDoc[]> {
  return requestsOf(platform).find({ partOf: wholeId }).sort({ _id: 1 }).toArray()
}

/**
 * The whole is over. Withdrawn, its parts are withdrawn, and what was ready ends too; done, the goods are done with it, and so is
 * what a worker has brought.
 * What she has still in hand stays hers, with its own deadline.
 */
async function endParts(platform: Platform, whole: RequestDoc, cause: string): Promise<void> {
  const by = { id: whole.requesterId, part: 'requester' as const }
  for (const { _id, status, part } of await listParts(platform, whole._id)) {
    if (!isAlive(status)) continue
    if (status === 'delivered' || (whole.status === 'done' && part === 'goods' && status === 'accepted'))
      await unlessMoved(() => finishRequest(platform, _id, by, cause))
    else if (whole.status !== 'done' || part === 'goods')
      await unlessMoved(() => cancelRequest(platform, _id, by, cause))
  }
}

/** The shop has ready what is asked for now. */
async function amendGoods(platform: Platform, whole: RequestDoc, by: string, cause: string): Promise<void> {
  const goods = (await listParts(platform, whole._id)).find(({ part }) => part === 'goods')
  if (!goods || !['open', 'accepted'].includes(goods.status)) return
  const { when, budgetFen } = whole
  await unlessMoved(() =>
    takeStep(platform, goods._id, {
      step: 'amend',
      by: by === whole.requesterId ? { id: by, part: 'requester' } : { id: by, part: 'worker' },
      cause,
      change: () => ({
        items: carriedItems(whole),
        ...(when ? { when } : {}),
        ...(budgetFen === undefined ? {} : { budgetFen }),
      }),
    }),
  )
}

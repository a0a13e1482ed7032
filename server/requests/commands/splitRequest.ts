import type { Category, Item } from '@yimin/shared/language/frame'
import { DomainError } from '@yimin/shared/errors/domainError'
import { workerDueAt } from '@yimin/shared/dispatch/quietHours'
import type { StationSettings } from '@yimin/shared/organisations/contract'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { carriedItems } from '@yimin/shared/requests/parts'
import { partWords } from '@yimin/shared/requests/partWords'
import { stationOf } from '../../organisations/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { PartRef, RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'
import type { Actor } from './takeStep.ts'

/** What others are to do for a request; at least one of both. */
export interface Split {
  /** A shop has the goods ready. */
  goods?: true
  /** A worker's matter: what she is to do or to bring, in a few words. */
  sensitive?: string
}

/**
 * Splits a request: it stays one for whoever asked, with one promise and one code, and waits until others have taken its parts.
 * The parts themselves follow by the announcement. Throws `invalid_input` where it has no goods, and `conflict` for a part, for what
 * is split already or needs several people, and where the worker saw an older version.
 */
export async function splitRequest(
  platform: Platform,
  request: RequestDoc,
  split: Split,
  by: Actor,
  cause: string,
): Promise<RequestDoc> {
  const { settings } = await stationOf(platform, request.stationId)
  return takeStep(platform, request._id, {
    step: 'split',
    by,
    cause,
    change: (before, now) => {
      if (before.partOf !== undefined || before.parts || before.helpersNeeded)
        throw new DomainError('conflict', { say: partWords.splitAlready })
      const parts = partsOf(before, split, settings)
      const confirmedAt = before.confirmedAt ?? now
      return { parts, gathering: true, confirmedAt, missing: [], dueAt: patience(before, parts, settings, now) }
    },
  })
}

function partsOf(request: RequestDoc, { goods, sensitive }: Split, settings: StationSettings): PartRef[] {
  const parts: PartRef[] = []
  if (sensitive !== undefined) {
    // What she takes over by its name is nobody else's to buy or to carry.
    const items = request.items.filter(({ name }) => sensitive.includes(name))
    const matter: Item[] = items.length > 0 ? items : [{ name: sensitive }]
    parts.push({ requestId: newId(), kind: 'sensitive', category: sensitiveCategory(settings), items: matter })
  }
  if (!goods) return parts
  const items = carriedItems({ items: request.items, parts })
  if (items.length === 0)
    throw new DomainError('invalid_input', { fields: [{ path: 'goods', message: partWords.noGoods }] })
  return [...parts, { requestId: newId(), kind: 'goods', category: request.category, items }]
}

/** Of the kind that this station leaves to its own people. */
function sensitiveCategory({ dispatch }: StationSettings): Category {
  const { sensitive } = dispatch.kinds
  return sensitive.includes('welfare') ? 'welfare' : (sensitive[0] ?? 'welfare')
}

/** Until the last part has gone up its ladder, and then the request its own. */
function patience(request: RequestDoc, parts: readonly PartRef[], settings: StationSettings, now: Date): Date {
  const { quietHours } = settings.dispatch
  const dueAt = (category: Category, from: Date) =>
    workerDueAt(ladderOf({ category, urgent: request.urgent }, settings), from, quietHours)
  const gathered = new Date(Math.max(...parts.map(({ category }) => dueAt(category, now).getTime())))
  return dueAt(request.category, gathered)
}

import { FORM_KINDS } from '@yimin/shared/myRequests/contract'
import type { FormKind } from '@yimin/shared/myRequests/contract'
import type { LastOrder } from '@yimin/shared/myRequests/ordersContract'
import type { Platform } from '../../platform/platform.ts'
import { KIND_CATEGORIES, listOrdersOf, SOLD, unseal } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { noteOfForm } from '../talk/askByForm.ts'

/** The last order of each kind of the form, as far as there is something in it to be asked for again. */
export async function lastOrders(platform: Platform, personId: string): Promise<LastOrder[]> {
  const orders = await listOrdersOf(platform, personId)
  return FORM_KINDS.flatMap((kind) => {
    const last = kind === 'other' ? undefined : orders.find((request) => isOf(kind, request))
    const order = last && orderOf(platform, kind, last)
    return order && (order.items.length > 0 || order.note !== undefined) ? [order] : []
  })
}

function isOf(kind: FormKind, { category }: RequestDoc): boolean {
  return KIND_CATEGORIES[kind] === category || (kind === 'groceries' && SOLD.includes(category))
}

function orderOf(platform: Platform, kind: FormKind, request: RequestDoc): LastOrder {
  const { items, budgetFen } = request
  // Her own words, for herself: this opening leaves no row.
  const note = noteOfForm(kind, unseal(platform, request).text.split('\n')[0] ?? '')
  return {
    kind,
    items,
    ...(note === undefined ? {} : { note }),
    ...(budgetFen === undefined ? {} : { budgetFen }),
  }
}

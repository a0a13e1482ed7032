import { z } from 'zod'
import { defineRoute } from '../route/route.ts'
import { item } from '../requests/contract.ts'
import { FORM_KINDS } from './contract.ts'

/** What I asked for the last time, as the form of tiles takes it. */
const lastOrder = z.strictObject({
  kind: z.enum(FORM_KINDS),
  items: z.array(item),
  /** What I chose or wrote besides. */
  note: z.string().optional(),
  /** Fen. */
  budgetFen: z.int().optional(),
})
export type LastOrder = z.infer<typeof lastOrder>

export const readMyOrders = defineRoute({
  name: 'readMyOrders',
  method: 'GET',
  path: '/api/me/orders',
  caller: 'person',
  summary: 'What I asked for the last time, of each kind of the form, and what is often bought at my station',
  reply: z.strictObject({
    /** At most one of each kind; what was for somebody else is not among them. */
    last: z.array(lastOrder),
    /** The most wanted first. Nothing that only one or two people ever asked for. */
    oftenBought: z.array(z.strictObject({ name: z.string(), unit: z.string() })),
  }),
})

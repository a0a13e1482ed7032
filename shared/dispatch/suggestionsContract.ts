import { z } from 'zod'
import { ofCode } from '../requests/contract.ts'
import { defineRoute } from '../route/route.ts'

/** One helper as the desk weighs him for one request. */
export const suggestion = z.strictObject({
  id: z.string(),
  name: z.string(),
  roleWord: z.string(),
  /** Why him, or what stands against it; one line. */
  reason: z.string(),
  /** How far he lives from it: 住隔壁楼. */
  way: z.string(),
  /** That he accepts if he is asked now, 0 to 1, from what was answered before. */
  chance: z.number().min(0).max(1),
  chanceWord: z.string(),
  /** The rules of the station would ask him. */
  suitable: z.boolean(),
  /** Free at the time of the errand. */
  free: z.boolean(),
  /** Requests taken since midnight. */
  today: z.int().min(0),
  inHand: z.int().min(0),
  /** The assistant can write to him; else somebody has to ring. */
  reachable: z.boolean(),
  /** What became of it when he was asked for this request. */
  asked: z.enum(['asked', 'declined', 'accepted', 'released']).optional(),
  askedWord: z.string().optional(),
})
export type Suggestion = z.infer<typeof suggestion>

export const listSuggestions = defineRoute({
  name: 'listSuggestions',
  method: 'GET',
  path: '/api/requests/:code/suggestions',
  caller: 'staff',
  summary: 'Who could take this request, the best first, each with the reason in one line',
  params: ofCode,
  reply: z.strictObject({ items: z.array(suggestion) }),
})

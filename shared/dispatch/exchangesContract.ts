import { z } from 'zod'
import { code, ofCode } from '../requests/contract.ts'
import { defineRoute } from '../route/route.ts'
import { told } from './contract.ts'

export const swapTask = defineRoute({
  name: 'swapTask',
  method: 'POST',
  path: '/api/me/tasks/:code/swap',
  caller: 'person',
  summary: 'Ask who goes in my place; it stays mine until somebody says yes, or the worker on duty has it',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

export const keepTask = defineRoute({
  name: 'keepTask',
  method: 'POST',
  path: '/api/me/tasks/:code/keep',
  caller: 'person',
  summary: 'I go myself after all; nobody is asked any more',
  params: ofCode,
  body: z.strictObject({}),
  reply: told,
})

/** Somebody with whom an errand may be exchanged, and what one would get: area and kind alone. */
export const exchangeView = z.strictObject({
  /** The other errand's. */
  code,
  /** 小何 */
  who: z.string(),
  /** 三区，取快递，今天下午3点前 */
  word: z.string(),
})
export type ExchangeView = z.infer<typeof exchangeView>

export const listExchanges = defineRoute({
  name: 'listExchanges',
  method: 'GET',
  path: '/api/me/tasks/:code/exchanges',
  caller: 'person',
  summary: 'With whom I might exchange this errand: fellow volunteers whom mine suits and whose errand suits me',
  params: ofCode,
  reply: z.strictObject({ items: z.array(exchangeView) }),
})

export const proposeExchange = defineRoute({
  name: 'proposeExchange',
  method: 'POST',
  path: '/api/me/tasks/:code/exchange',
  caller: 'person',
  summary: 'Ask a fellow volunteer whether we exchange; mine stays mine until the other one says yes',
  params: ofCode,
  /** The other errand's code. */
  body: z.strictObject({ with: code }),
  reply: told,
})

export const answerExchange = defineRoute({
  name: 'answerExchange',
  method: 'POST',
  path: '/api/me/tasks/:code/exchange/answer',
  caller: 'person',
  summary: 'I was asked to exchange mine for another one: yes, and both change hands; or no, without a reason',
  params: ofCode,
  /** The code of what I would get. */
  body: z.strictObject({ with: code, yes: z.boolean() }),
  reply: told,
})

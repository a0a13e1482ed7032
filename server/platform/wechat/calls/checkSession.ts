import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { QUICK } from '../exchange.ts'
import { WeChatFault } from '../faults.ts'
import type { Line } from '../line.ts'
import type { Login } from './exchangeLoginCode.ts'

/** Whether the session key is still the valid one: a new login elsewhere may have ended it. Ask before anything is decrypted with it. */
export async function checkSession({ ask }: Line, { openid, sessionKey }: Login): Promise<boolean> {
  // The platform signs the empty text with the key as it was given.
  const signature = createHmac('sha256', sessionKey).update('').digest('hex')
  try {
    await ask({
      api: 'checkSession',
      method: 'GET',
      path: '/wxa/checksession',
      query: { openid, signature, sig_method: 'hmac_sha256' },
      reply: z.object({ errcode: z.literal(0) }),
      withToken: true,
      patience: QUICK,
    })
    return true
  } catch (error) {
    if (error instanceof WeChatFault && error.kind === 'session') return false
    throw error
  }
}

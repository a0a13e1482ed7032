import { z } from 'zod'
import { QUICK } from '../exchange.ts'
import type { Line } from '../line.ts'

const login = z.object({
  openid: z.string().min(1).max(128),
  session_key: z.string().min(1).max(128),
  unionid: z.string().max(128).optional(),
})

export interface Login {
  openid: string
  sessionKey: string
}

/**
 * Who sent this code of `wx.login`. A code works once and five minutes.
 * Throws WeChatFault `code` (used, expired, of another app), `high_risk`, or one of the line.
 */
export async function exchangeLoginCode({ settings, ask }: Line, code: string): Promise<Login> {
  const { appId, secret } = settings
  const { openid, session_key: sessionKey } = await ask({
    api: 'login',
    method: 'GET',
    path: '/sns/jscode2session',
    query: { appid: appId, secret, js_code: code, grant_type: 'authorization_code' },
    reply: login,
    withToken: false,
    patience: QUICK,
  })
  return { openid, sessionKey }
}

import { z } from 'zod'
import type { Call } from '../exchange.ts'
import { QUICK } from '../exchange.ts'

const stableToken = z.object({ access_token: z.string().min(1).max(2_048), expires_in: z.int().positive() })
export type StableToken = z.infer<typeof stableToken>

/**
 * `POST /cgi-bin/stable_token`, normal mode: gives the same token until five minutes before it ends, so that several
 * askers do not push each other out. Never `force_refresh`: it has twenty tries a day and belongs to an operator's hand.
 */
export function takeToken(appId: string, secret: string): Call<StableToken> {
  return {
    api: 'stableToken',
    method: 'POST',
    path: '/cgi-bin/stable_token',
    body: { grant_type: 'client_credential', appid: appId, secret },
    reply: stableToken,
    withToken: false,
    // Shorter than the lease of whoever fetches, for all others wait.
    patience: { ...QUICK, tries: 6 },
  }
}

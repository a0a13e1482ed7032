import { createHash, timingSafeEqual } from 'node:crypto'
import type { ErrorCode } from '@yimin/shared/errors/codes'
import type { Caller } from '@yimin/shared/route/route'
import { ApiError } from './apiError.ts'

/** Who knocks. `roles` and `stationId` are the people domain's words; the web floor only carries them. */
export interface CallerIdentity {
  kind: 'anyone' | 'person' | 'staff' | 'bot'
  personId?: string
  stationId?: string
  /** The session the token belongs to, so that it can be ended. */
  sessionId?: string
  roles: string[]
  /** Why this caller counts for less than his roles say; the answer where that is not enough. */
  withheld?: ErrorCode
}

/** Finds the session of an opaque token; null when there is none or it has ended. */
export type Identify = (token: string) => Promise<CallerIdentity | null>

export const ANYONE: CallerIdentity = { kind: 'anyone', roles: [] }
export const BOT: CallerIdentity = { kind: 'bot', roles: [] }

/** Staff are people too; the bot is nobody else. */
const ADMITS: Record<Caller, CallerIdentity['kind'][]> = {
  anyone: ['anyone', 'person', 'staff', 'bot'],
  person: ['person', 'staff'],
  staff: ['staff'],
  bot: ['bot'],
}

/** A name under which keys and limits of this caller are kept. */
export function callerKey(caller: CallerIdentity, address: string): string {
  if (caller.kind === 'bot') return 'bot'
  return caller.personId === undefined ? `address:${address}` : `person:${caller.personId}`
}

/** Reads `Authorization: Bearer …` (RFC 6750). Without it the caller is anyone; null is a token that nobody has. */
export async function identifyCaller(
  authorization: string | undefined,
  botToken: string | undefined,
  identify: Identify,
): Promise<CallerIdentity | null> {
  if (authorization === undefined) return ANYONE
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1]
  if (token === undefined) return null
  if (botToken !== undefined && sameSecret(token, botToken)) return BOT
  return identify(token)
}

/** The gate "who": no session is 401, the wrong kind of caller 403. */
export function admit(wanted: Caller, caller: CallerIdentity): void {
  if (ADMITS[wanted].includes(caller.kind)) return
  throw new ApiError(caller.kind === 'anyone' ? 'unauthenticated' : (caller.withheld ?? 'forbidden'))
}

/** Compared as digests, so that neither content nor length shows in the time it takes. */
function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

import { randomBytes } from 'node:crypto'
import type { VirtualClock } from '../../../server/platform/clock.ts'

export interface StandInUser {
  openid: string
  sessionKey: string
  lastVisit: number
  /** By template id. */
  credits: Map<string, number>
  highRisk: boolean
  phone: string
  /** The customer-service talk. */
  window: { until: number; left: number }
}

export interface Token {
  value: string
  from: number
  until: number
  revoked: boolean
}

export interface OneTimeCode {
  kind: 'login' | 'phone'
  openid: string
  from: number
  used: boolean
}

/** What goes wrong with the next calls of a path. */
export type Knob =
  | { errcode: number; errmsg?: string }
  | 'http500'
  | 'http404'
  | 'timeout'
  | 'reset'
  | { slow: number }
  | 'malformed'
  | 'truncate'
  | 'token_revoked_early'
  | 'ip_not_whitelisted'

export interface Heard {
  path: string
  query: Record<string, string>
  body: Record<string, unknown>
}

const FIVE_MINUTES = 5 * 60_000
const SHANGHAI_MS = 8 * 3_600_000

/** All that the stand-in remembers; time is the test's. */
export class StandInState {
  readonly appId = 'wx0123456789abcdef'
  readonly secret = 'stand-in-secret-0123456789abcdef'
  readonly users = new Map<string, StandInUser>()
  readonly codes = new Map<string, OneTimeCode>()
  readonly tokens: Token[] = []
  readonly templates = new Map<string, string[]>()
  readonly media: { traceId: string; url: string; openid: string }[] = []
  readonly heard: Heard[] = []
  readonly knobs = new Map<string, Knob[]>()
  readonly pages = new Set(['pages/index/index', 'pages/ask/index'])
  /** How the phone answers are stamped, to be set wrong by a test. */
  watermark = { appid: this.appId, ageMs: 0 }
  /** The documents show both. */
  countryCode: string | number = '86'
  /** Longer than a JavaScript number holds, as WeChat's are. */
  messageId = 294402298110051942n
  verdict: { suggest: string; label: number } = { suggest: 'pass', label: 100 }
  /** The day's quota of a path, where a test wants it small. */
  readonly quotas = new Map<string, number>()
  /** Our address stands on the platform's list. */
  isKnownAddress = true
  /** To whom a subscribe message goes at this moment. */
  readonly beingSentTo = new Set<string>()
  /** The platform has taken the right to send subscribe messages. */
  banned = false
  private readonly counts = new Map<string, number>()
  private readonly clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.clock = clock
  }

  now(): number {
    return this.clock.now().getTime()
  }

  turnTo(instant: Date): void {
    this.clock.turnTo(instant)
  }

  user(parts: Partial<StandInUser> = {}): StandInUser {
    const user: StandInUser = {
      openid: `o${randomBytes(14).toString('hex').slice(0, 27)}`,
      sessionKey: randomBytes(16).toString('base64'),
      lastVisit: this.now(),
      credits: new Map(),
      highRisk: false,
      phone: '19900001234',
      window: { until: 0, left: 0 },
      ...parts,
    }
    this.users.set(user.openid, user)
    return user
  }

  code(user: StandInUser, kind: OneTimeCode['kind'] = 'login'): string {
    const code = randomBytes(16).toString('hex')
    this.codes.set(code, { kind, openid: user.openid, from: this.now(), used: false })
    return code
  }

  /** Normal mode: the same token until five minutes before it ends; then a new one, and both are good. */
  stableToken(force = false): Token {
    const now = this.now()
    const last = this.tokens.at(-1)
    if (last && !force && !last.revoked && last.until - now > FIVE_MINUTES) return last
    if (force && last) last.until = Math.min(last.until, now + FIVE_MINUTES)
    const token = {
      value: `${'T'.repeat(40)}_${randomBytes(60).toString('base64url')}`,
      from: now,
      until: now + 7_200_000,
      revoked: false,
    }
    this.tokens.push(token)
    return token
  }

  /** Somebody did what nobody of ours may do (WX-07). */
  usedOldToken = false

  /** The old way of a token: a new one for each call, and the one before ends in five minutes. */
  oldToken(): Token {
    this.usedOldToken = true
    for (const token of this.tokens) token.until = Math.min(token.until, this.now() + FIVE_MINUTES)
    return this.stableToken(true)
  }

  /** How often something was counted in the running span. */
  countOf(key: string, spanMs: number): number {
    return this.counts.get(slotOf(key, spanMs, this.now())) ?? 0
  }

  /** Counts a call within a span; true when there were too many. */
  tooMany(key: string, spanMs: number, most: number): boolean {
    const slot = slotOf(key, spanMs, this.now())
    const count = (this.counts.get(slot) ?? 0) + 1
    this.counts.set(slot, count)
    return count > most
  }

  /** The next knob of a path, taken off. */
  takeKnob(path: string): Knob | undefined {
    return this.knobs.get(path)?.shift()
  }
}

/** Days begin at midnight in Asia/Shanghai. */
function slotOf(key: string, spanMs: number, now: number): string {
  return `${key}|${spanMs}|${Math.floor((now + SHANGHAI_MS) / spanMs)}`
}

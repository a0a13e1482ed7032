import type { Log } from '../../session/log.ts'
import type { Binding } from './bindings.ts'
import { ILinkFault, type ILinkClient } from './iLinkClient.ts'
import type { CodeStatus } from './protocol.ts'

export interface CodeDoorSettings {
  client: ILinkClient
  /** Where codes are asked for. */
  home: string
  /** Tokens of those who are bound already, the newest first. */
  tokens: () => string[]
  /** The code that is good now. Told again and again while it is; undefined when there is none. */
  onCode: (shown: string | undefined) => void
  /** Somebody scanned the code and agreed on her phone. */
  onBound: (fresh: Omit<Binding, 'cursor' | 'contexts'>) => Promise<void>
  log: Log
  now: () => number
  /** Pause between two looks at a code, and the longest one after failures (ms). */
  lookMs?: number
  longestPauseMs?: number
}

const LOOK_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
/** The service's package gives up a code after this (ms), whatever it is told of it. */
const CODE_MS = 5 * 60_000

/** Waits, or less when `signal` ends it. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}

/**
 * Keeps one code open by which somebody comes in: whoever scans it with her own WeChat has a chat with the assistant, and nobody else's.
 * A code is good once; then the next one is asked for.
 */
export async function keepDoorOpen(settings: CodeDoorSettings, signal: AbortSignal): Promise<void> {
  const { log, lookMs = LOOK_MS, longestPauseMs = LONGEST_PAUSE_MS } = settings
  let pause = lookMs
  while (!signal.aborted) {
    try {
      await offerCode(settings, signal)
      pause = lookMs
    } catch (error) {
      if (signal.aborted) return
      settings.onCode(undefined)
      log.warn({ err: error, retryMs: pause }, 'no code to sign in with')
    }
    await rest(pause, signal)
    pause = Math.min(pause * 2, longestPauseMs)
  }
}

/** One code's life: until it was used, has ended, or is too old. */
async function offerCode(settings: CodeDoorSettings, signal: AbortSignal): Promise<void> {
  const { client, home, tokens, onCode, now, lookMs = LOOK_MS } = settings
  const { code, shown } = await client.askForCode(tokens(), signal)
  const until = now() + CODE_MS
  let base = home
  while (!signal.aborted && now() < until) {
    onCode(shown)
    const status = await look(client, code, base, signal)
    if (status?.status === 'scaned_but_redirect') base = movedTo(status, home, client) ?? base
    if (status && (await isOver(settings, status))) break
    await rest(lookMs, signal)
  }
  onCode(undefined)
}

/** A look that fails is no end: the code may have been scanned meanwhile. */
async function look(
  client: ILinkClient,
  code: string,
  base: string,
  signal: AbortSignal,
): Promise<CodeStatus | undefined> {
  try {
    return await client.watchCode(code, base, signal)
  } catch (error) {
    if (error instanceof ILinkFault && error.kind === 'said_no') throw error
    return undefined
  }
}

/** The service asks to look elsewhere; only ever at a host of its own. */
function movedTo({ redirect_host: host }: CodeStatus, home: string, client: ILinkClient): string | undefined {
  const address = host && `${new URL(home).protocol}//${host}`
  return address && client.isOwnAddress(address) ? address : undefined
}

/** Ends of a code without a new binding. A number that has to be typed at the machine (`need_verifycode`) is not asked for: a new code is. */
const ENDS = new Set(['expired', 'need_verifycode', 'verify_code_blocked', 'binded_redirect'])

async function isOver({ client, home, onBound, log, now }: CodeDoorSettings, status: CodeStatus): Promise<boolean> {
  if (status.status !== 'confirmed') {
    const isEnd = ENDS.has(status.status)
    if (isEnd) log.info({ reason: status.status }, 'code ended')
    return isEnd
  }
  const { bot_token: token, ilink_bot_id: botId, ilink_user_id: userId, baseurl } = status
  const baseUrl = baseurl ?? home
  if (!token || !botId || !userId || !client.isOwnAddress(baseUrl)) {
    log.error({ reason: 'incomplete' }, 'a confirmed code cannot be used')
    return true
  }
  await onBound({ botId, userId, token, baseUrl, boundAt: now() })
  return true
}

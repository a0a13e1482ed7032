import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import {
  APP_ID,
  BOT_AGENT,
  BOT_TYPE,
  CHANNEL_VERSION,
  CLIENT_VERSION,
  codeAnswer,
  codeOf,
  FINISHED,
  FROM_BOT,
  ITEM,
  plainAnswer,
  readAnswer,
  sendAnswer,
  STALE,
  statusAnswer,
  updatesAnswer,
  type CodeStatus,
} from './protocol.ts'

/**
 * What became of a call: `stale`: the token has ended; `said_no`: another code; `silent`: nothing within its time; `unreachable`: no answer
 * that can be read.
 */
export type FaultKind = 'stale' | 'said_no' | 'silent' | 'unreachable'

/** A call that came to nothing. The message names the call and the code, never a token, an id or a word. */
export class ILinkFault extends Error {
  override readonly name = 'ILinkFault'
  readonly kind: FaultKind
  readonly code: number | undefined

  constructor(kind: FaultKind, call: string, code?: number) {
    super(`${call}: ${kind}${code === undefined ? '' : ` (${code})`}`)
    this.kind = kind
    this.code = code
  }
}

/** With which token, at which address. */
export interface Access {
  token: string
  baseUrl: string
}

export interface Updates {
  messages: unknown[]
  /** Where to go on; undefined when the service names none. */
  cursor: string | undefined
  /** How long the service wants to be waited for next time (ms). */
  pollMs: number | undefined
}

export interface ILinkClientSettings {
  /** Where codes are asked for. */
  home: string
  /** How long a call may take (ms), and one that waits for something to happen. */
  callMs?: number
  pollMs?: number
}

const CALL_MS = 15_000
const POLL_MS = 35_000
/** The service answers a little after what it has announced. */
const GRACE_MS = 5_000
const LONGEST_POLL_MS = 60_000
const MOST_TOKENS = 10

interface Call<Schema extends z.ZodType> {
  name: string
  path: string
  base: string
  answer: Schema
  ms: number
  body?: object
  token?: string
  signal?: AbortSignal | undefined
}

/** The few calls of the bot channel that are needed. Tokens go to WeChat's own hosts and nowhere else. */
export class ILinkClient {
  private readonly home: string
  private readonly callMs: number
  private readonly pollMs: number

  constructor({ home, callMs = CALL_MS, pollMs = POLL_MS }: ILinkClientSettings) {
    this.home = home
    this.callMs = callMs
    this.pollMs = pollMs
  }

  /** Whether an address that the service names is its own: https at weixin.qq.com, or the very address that was set. */
  isOwnAddress(address: string): boolean {
    try {
      const url = new URL(address)
      if (url.origin === new URL(this.home).origin) return true
      return url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.weixin.qq.com')
    } catch {
      return false
    }
  }

  /** A new code. Who is bound already is known to the service by the tokens. */
  async askForCode(tokens: readonly string[], signal?: AbortSignal): Promise<{ code: string; shown: string }> {
    const { qrcode, qrcode_img_content: shown } = await this.call({
      name: 'get_bot_qrcode',
      path: `ilink/bot/get_bot_qrcode?bot_type=${BOT_TYPE}`,
      base: this.home,
      answer: codeAnswer,
      ms: this.callMs,
      body: { local_token_list: tokens.slice(0, MOST_TOKENS) },
      signal,
    })
    return { code: qrcode, shown }
  }

  /** Waits until something happens to the code, or for a while. */
  async watchCode(code: string, base: string, signal?: AbortSignal): Promise<CodeStatus> {
    return this.call({
      name: 'get_qrcode_status',
      path: `ilink/bot/get_qrcode_status?qrcode=${encodeURIComponent(code)}`,
      base,
      answer: statusAnswer,
      ms: this.pollMs + GRACE_MS,
      signal,
    })
  }

  /** Waits for messages behind `cursor` (empty for the first time). */
  async getUpdates(access: Access, cursor: string, pollMs?: number, signal?: AbortSignal): Promise<Updates> {
    const patience = Math.min(pollMs ?? this.pollMs, LONGEST_POLL_MS)
    const answer = await this.callAs(access, 'getupdates', { get_updates_buf: cursor }, updatesAnswer, {
      ms: patience + GRACE_MS,
      signal,
    })
    return {
      messages: answer.msgs ?? [],
      cursor: answer.get_updates_buf || undefined,
      pollMs: answer.longpolling_timeout_ms,
    }
  }

  /** Says words to one person. `clientId` is ours. Gives the service's number of the message, where it tells one. */
  async sendText(
    access: Access,
    words: { to: string; text: string; contextToken: string; clientId: string },
  ): Promise<string | undefined> {
    const msg = {
      from_user_id: '',
      to_user_id: words.to,
      client_id: words.clientId,
      message_type: FROM_BOT,
      message_state: FINISHED,
      item_list: [{ type: ITEM.text, text_item: { text: words.text } }],
      context_token: words.contextToken,
    }
    const { message_id: id } = await this.callAs(access, 'sendmessage', { msg }, sendAnswer, { ms: this.callMs })
    return id
  }

  /** Tells the service that we listen, or no longer do. */
  async tellPresence(access: Access, isHere: boolean, ms = this.callMs): Promise<void> {
    await this.callAs(access, isHere ? 'msg/notifystart' : 'msg/notifystop', {}, plainAnswer, { ms })
  }

  private callAs<Schema extends z.ZodType<{ ret?: number | undefined; errcode?: number | undefined }>>(
    { token, baseUrl }: Access,
    name: string,
    body: object,
    answer: Schema,
    more: { ms: number; signal?: AbortSignal | undefined },
  ): Promise<z.output<Schema>> {
    const base_info = { channel_version: CHANNEL_VERSION, bot_agent: BOT_AGENT }
    const call = {
      name,
      path: `ilink/bot/${name}`,
      base: baseUrl,
      answer,
      token,
      body: { ...body, base_info },
      ...more,
    }
    return this.call(call)
  }

  private async call<Schema extends z.ZodType>(call: Call<Schema>): Promise<z.output<Schema>> {
    const { name, base, path, body, ms, token, answer, signal } = call
    const limit = AbortSignal.timeout(ms)
    let text: string
    try {
      const response = await fetch(new URL(path, base.endsWith('/') ? base : `${base}/`), {
        method: body ? 'POST' : 'GET',
        headers: headersFor(body !== undefined, token),
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
        redirect: 'error',
      })
      text = await response.text()
      if (!response.ok) throw new ILinkFault('unreachable', name, response.status)
    } catch (error) {
      // What fetch says of a failure may carry the address, and with it a code.
      throw error instanceof ILinkFault ? error : new ILinkFault(limit.aborted ? 'silent' : 'unreachable', name)
    }
    return readAs(answer, text, name)
  }
}

function readAs<Schema extends z.ZodType>(answer: Schema, text: string, name: string): z.output<Schema> {
  let read: unknown
  try {
    read = readAnswer(text)
  } catch {
    throw new ILinkFault('unreachable', name)
  }
  const code = codeOf((read ?? {}) as { ret?: number })
  if (code !== 0) throw new ILinkFault(code === STALE ? 'stale' : 'said_no', name, code)
  const result = answer.safeParse(read)
  if (!result.success) throw new ILinkFault('unreachable', name)
  return result.data
}

/** The service wants a number by chance with every call. */
function headersFor(hasBody: boolean, token?: string): Record<string, string> {
  return {
    'iLink-App-Id': APP_ID,
    'iLink-App-ClientVersion': CLIENT_VERSION,
    ...(hasBody
      ? {
          'Content-Type': 'application/json',
          AuthorizationType: 'ilink_bot_token',
          'X-WECHAT-UIN': Buffer.from(String(randomBytes(4).readUInt32BE())).toString('base64'),
        }
      : {}),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  }
}

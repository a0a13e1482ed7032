import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Path = 'get_bot_qrcode' | 'get_qrcode_status' | 'getupdates' | 'sendmessage' | 'msg/notifystart' | 'msg/notifystop'
/** What goes wrong with the next call of a path. */
export type Knob =
  | { status: number }
  | { broken: true }
  | { reset: true }
  | { delayMs: number }
  | { answer: object }
  | { after: 'reset' }

interface Bot {
  token: string
  botId: string
  userId: string
  /** In the order in which they came to the service; the cursor is a place in it. */
  log: object[]
  contextToken: string | undefined
  spokeAt: number
  said: number
}

interface Code {
  code: string
  status: object
}

const HOUR_MS = 3_600_000

/**
 * A small server with the bot channel's own manners: it answers 200 with a code for nearly everything, holds a look for news, forgets a bot
 * whose person scanned elsewhere, and takes ten answers within a day.
 */
export class ILinkStandIn {
  readonly sent: { to: string; text: string; clientId: string; token: string }[] = []
  readonly calls: { path: string; body: Record<string, unknown> }[] = []
  readonly bots = new Map<string, Bot>()
  /** How long a look is held without news (ms). */
  holdMs = 200
  /** How often each message is told, and how long each takes to come to the service (ms). */
  copies = 1
  latencyMs: (() => number) | undefined
  now = Date.now
  private codes: Code[] = []
  private readonly knobs = new Map<string, Knob[]>()
  private count = 0
  private readonly http: Server
  private url = ''

  constructor() {
    this.http = createServer((request, response) => void this.serve(request, response).catch(() => response.destroy()))
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
    return this.url
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.http.close(() => resolve())
      this.http.closeAllConnections()
    })
  }

  /** The next calls of this path go wrong, one after another. */
  turnKnob(path: Path, ...knobs: Knob[]): void {
    this.knobs.set(path, [...(this.knobs.get(path) ?? []), ...knobs])
  }

  clearKnobs(): void {
    this.knobs.clear()
  }

  /** The code that was asked for last; undefined before the first. */
  get lastCode(): string | undefined {
    return this.codes.at(-1)?.code
  }

  get codesAsked(): number {
    return this.codes.length
  }

  /** What the service says of the last code from now on. */
  setStatus(status: object): void {
    const last = this.codes.at(-1)
    if (last) last.status = status
  }

  /** A person scans the last code and agrees. An older bot of hers ends. */
  scan(userId: string, more: object = {}): Bot {
    this.end(userId)
    this.count += 1
    const bot: Bot = {
      token: `secret-token-${this.count}`,
      botId: `${this.count}-im-bot`,
      userId,
      log: [],
      contextToken: undefined,
      spokeAt: 0,
      said: 0,
    }
    this.bots.set(bot.token, bot)
    const { token: bot_token, botId: ilink_bot_id } = bot
    this.setStatus({
      status: 'confirmed',
      bot_token,
      ilink_bot_id,
      ilink_user_id: userId,
      baseurl: this.url,
      ...more,
    })
    return bot
  }

  /** The person's binding ends: its token is stale from now on. */
  end(userId: string): void {
    for (const bot of this.bots.values()) if (bot.userId === userId) this.bots.delete(bot.token)
  }

  /** The person writes; gives the service's number of the message. */
  write(userId: string, text: string, more: Record<string, unknown> = {}): string {
    const bot = [...this.bots.values()].find((one) => one.userId === userId)
    if (!bot) throw new Error(`${userId} has scanned no code`)
    this.count += 1
    // Larger than a number of JavaScript can hold: read as one, neighbours become the same.
    const message_id = (7_448_678_501_208_393_000n + BigInt(this.count)).toString()
    const contextToken = `secret-context-${this.count}`
    const message = {
      seq: this.count,
      message_id,
      from_user_id: userId,
      to_user_id: bot.botId,
      create_time_ms: this.now(),
      message_type: 1,
      message_state: 2,
      item_list: [{ type: 1, text_item: { text } }],
      context_token: contextToken,
      ...more,
    }
    const arrive = (): void => {
      for (let copy = 0; copy < this.copies; copy += 1) bot.log.push(message)
      Object.assign(bot, { contextToken, spokeAt: this.now(), said: 0 })
    }
    const latency = this.latencyMs?.() ?? 0
    if (latency > 0) setTimeout(arrive, latency)
    else arrive()
    return message_id
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', this.url)
    const path = url.pathname.replace('/ilink/bot/', '')
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {}
    this.calls.push({ path, body })
    const knob = this.knobs.get(path)?.shift()
    if (knob && 'reset' in knob) return void request.socket.destroy()
    if (knob && 'delayMs' in knob) await new Promise((resolve) => setTimeout(resolve, knob.delayMs))
    if (knob && 'status' in knob) return void response.writeHead(knob.status).end('<html>bad gateway</html>')
    if (knob && 'broken' in knob) return void response.writeHead(200).end('{"ret":0,"msgs":[{"from_us')
    if (knob && 'answer' in knob) return this.reply(response, knob.answer)
    const answer = await this.answer(path, url.searchParams, body, request)
    if (knob && 'after' in knob) return void request.socket.destroy()
    this.reply(response, answer)
  }

  /** Large numbers are numbers on this line. */
  private reply(response: ServerResponse, answer: object): void {
    const text = JSON.stringify(answer).replace(/"message_id":"(\d+)"/g, '"message_id":$1')
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  }

  private async answer(
    path: string,
    query: URLSearchParams,
    body: Record<string, unknown>,
    { method, headers, socket }: IncomingMessage,
  ): Promise<object> {
    if (headers['ilink-app-id'] !== 'bot' || headers['ilink-app-clientversion'] !== '132105') return { ret: -1 }
    if (path === 'get_bot_qrcode') return this.giveCode(query)
    if (path === 'get_qrcode_status') return this.tellStatus(query.get('qrcode') ?? '')
    const isProper =
      method === 'POST' &&
      headers['authorizationtype'] === 'ilink_bot_token' &&
      /^\d+$/.test(Buffer.from(String(headers['x-wechat-uin']), 'base64').toString()) &&
      (body['base_info'] as { channel_version?: string } | undefined)?.channel_version === '2.4.9'
    if (!isProper) return { ret: -1, errmsg: 'bad request' }
    const bot = this.bots.get(headers.authorization?.replace('Bearer ', '') ?? '')
    if (!bot) return { errcode: -14, errmsg: 'session timeout' }
    if (path === 'getupdates') return this.tellNews(bot, String(body['get_updates_buf'] ?? ''), () => socket.destroyed)
    if (path === 'sendmessage') return this.take(bot, body['msg'] as Record<string, unknown>)
    return { ret: 0 }
  }

  private giveCode(query: URLSearchParams): object {
    if (query.get('bot_type') !== '3') return { ret: -1 }
    const code = `code-${this.codes.length + 1}`
    this.codes.push({ code, status: { status: 'wait' } })
    return { ret: 0, qrcode: code, qrcode_img_content: `https://liteapp.weixin.qq.com/q/${code}` }
  }

  private async tellStatus(wanted: string): Promise<object> {
    const known = this.codes.find(({ code }) => code === wanted)
    const end = Date.now() + this.holdMs
    while ((known?.status as { status?: string } | undefined)?.status === 'wait' && Date.now() < end) await tick()
    return known?.status ?? { status: 'expired' }
  }

  private async tellNews(bot: Bot, cursor: string, isGone: () => boolean): Promise<object> {
    const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString())
    const end = Date.now() + this.holdMs
    while (bot.log.length <= from && Date.now() < end && this.bots.has(bot.token) && !isGone()) await tick()
    if (!this.bots.has(bot.token)) return { errcode: -14, errmsg: 'session timeout' }
    const get_updates_buf = Buffer.from(String(bot.log.length)).toString('base64')
    return { ret: 0, msgs: bot.log.slice(from), get_updates_buf, longpolling_timeout_ms: 1_000 }
  }

  private take(bot: Bot, msg: Record<string, unknown>): object {
    const isOpen =
      msg['to_user_id'] === bot.userId &&
      msg['context_token'] === bot.contextToken &&
      this.now() - bot.spokeAt < 24 * HOUR_MS &&
      bot.said < 10
    if (msg['message_type'] !== 2 || msg['message_state'] !== 2 || !isOpen) return { ret: -2 }
    bot.said += 1
    const [item] = msg['item_list'] as { text_item: { text: string } }[]
    const { client_id: clientId } = msg as { client_id: string }
    this.sent.push({ to: bot.userId, text: item?.text_item.text ?? '', clientId, token: bot.token })
    return { ret: 0, message_id: (9_000_000_000_000_000_000n + BigInt(this.sent.length)).toString() }
  }
}

function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}

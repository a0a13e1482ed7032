import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { virtualClock } from '../../../server/platform/clock.ts'
import type { VirtualClock } from '../../../server/platform/clock.ts'
import type { WeChatSettings } from '../../../server/platform/wechat/index.ts'
import { answerOf } from './endpoints.ts'
import type { Reply } from './endpoints.ts'
import { StandInState } from './state.ts'
import type { Heard, Knob } from './state.ts'

export interface StandIn {
  state: StandInState
  base: string
  settings: WeChatSettings
  /** The next calls of a path go wrong, one after another. */
  turnKnob(path: string, ...knobs: Knob[]): void
  /** How often a path was called. */
  count(path: string): number
  close(): Promise<void>
}

/** What the templates of the stand-in's app hold, and what the product puts there. */
export const TEMPLATES: WeChatSettings['templates'] = {
  progress: {
    id: 'P-rogress_0123456789abcdefghijkl',
    values: { thing1: 'matter', phrase2: 'state', character_string3: 'code', thing4: 'note' },
  },
  offer: { id: 'O-ffer_0123456789abcdefghijklmn', values: { thing1: 'matter', time2: 'time', thing3: 'station' } },
  alarm: { id: 'A-larm_0123456789abcdefghijklmn', values: { thing1: 'matter', date2: 'time' } },
}

/** WeChat's server in small, for tests: it refuses what the real one refuses. */
export async function startStandIn(clock: VirtualClock = virtualClock(new Date())): Promise<StandIn> {
  const state = new StandInState(clock)
  for (const template of Object.values(TEMPLATES)) state.templates.set(template.id, Object.keys(template.values))
  const server = http.createServer((req, res) => void serve(state, req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    state,
    base,
    settings: {
      appId: state.appId,
      secret: state.secret,
      apiBase: base,
      push: { token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' },
      mediaBase: 'https://help.example.org',
      templates: TEMPLATES,
      phoneCallsPerDay: 200,
    },
    turnKnob: (path, ...knobs) => void state.knobs.set(path, [...(state.knobs.get(path) ?? []), ...knobs]),
    count: (path) => state.heard.filter((heard) => heard.path === path).length,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      // WX-07: the old token pushes out those of other processes. Nobody of ours may ask for it.
      if (state.usedOldToken) throw new Error('somebody asked for a token in the old way')
    },
  }
}

async function serve(state: StandInState, req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://stand-in')
  const chunks: Buffer[] = []
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
  const raw = Buffer.concat(chunks).toString('utf8')
  const heard: Heard = { path: url.pathname, query: Object.fromEntries(url.searchParams), body: parse(raw) }
  if (heard.path.startsWith('/__ctl/')) return control(state, heard, res)
  state.heard.push(heard)
  const knob = state.takeKnob(heard.path)
  if (knob === 'timeout') return
  if (knob === 'reset') return void req.socket.resetAndDestroy()
  const receiver = receiverOf(heard)
  if (receiver !== undefined && state.beingSentTo.has(receiver)) return send(res, AT_ONCE, knob)
  if (receiver !== undefined) state.beingSentTo.add(receiver)
  if (typeof knob === 'object' && 'slow' in knob) await new Promise((resolve) => setTimeout(resolve, knob.slow))
  if (receiver !== undefined) state.beingSentTo.delete(receiver)
  if (knob === 'http500') return void res.writeHead(500).end('server error')
  if (knob === 'http404') return void res.writeHead(404).end('not found')
  if (knob === 'token_revoked_early') for (const token of state.tokens) token.revoked = true
  const reply = knobReply(knob) ?? answerOf(state, req.method ?? '', req.headers['content-type'] ?? '', heard, raw)
  send(res, reply, knob)
}

const AT_ONCE: Reply = { errcode: 43108, errmsg: 'concurrent send to the same openid rid: 1234abcd-00' }

/** One person gets one subscribe message at a time. */
function receiverOf({ path, body }: Heard): string | undefined {
  return path === '/cgi-bin/message/subscribe/send' ? String(body['touser']) : undefined
}

function knobReply(knob: Knob | undefined): Reply | undefined {
  if (knob === 'ip_not_whitelisted') return { errcode: 40164, errmsg: 'invalid ip, not in whitelist rid: 1234abcd-00' }
  if (typeof knob === 'object' && 'errcode' in knob) return { errmsg: 'fault rid: 1234abcd-00', ...knob }
  return undefined
}

function send(res: http.ServerResponse, reply: Reply | undefined, knob: Knob | undefined): void {
  if (reply === undefined) return void res.writeHead(404).end()
  const type = Buffer.isBuffer(reply) ? 'image/jpeg' : 'application/json; encoding=utf-8'
  const bytes = Buffer.isBuffer(reply)
    ? reply
    : Buffer.from(JSON.stringify(reply).replace(/"msgid":"(\d+)"/, '"msgid":$1'))
  if (knob === 'malformed') return void res.writeHead(200, { 'content-type': type }).end('<html>busy</html>')
  res.writeHead(200, { 'content-type': type, 'content-length': bytes.length })
  if (knob !== 'truncate') return void res.end(bytes)
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
  res.socket?.destroySoon()
}

function control(state: StandInState, { path, body }: Heard, res: http.ServerResponse): void {
  if (path === '/__ctl/clock') state.turnTo(new Date(String(body['to'])))
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ now: new Date(state.now()) }))
}

function parse(raw: string): Record<string, unknown> {
  try {
    return JSON.parse(raw) as Record<string, unknown>
  } catch {
    return {}
  }
}

import type { ConsentView as Consent } from '@yimin/shared/consent/contract'
import type { News } from '@yimin/shared/live/contract'
import type { RequestView } from '@yimin/shared/requests/contract'
import { answerFrom } from './station.ts'
import type { Answers } from './station.ts'

export interface Knock {
  url: string
  method: string
  data?: Record<string, unknown>
  header: Record<string, string>
}
export interface Answer {
  statusCode: number
  data: unknown
}

const NOBODY = { confirm: false, cancel: false, finish: false, reopen: false }

/** A request as the server shows it to its owner. */
export function aRequest(over: Partial<RequestView> = {}): RequestView {
  return {
    code: 'A102',
    status: 'draft',
    statusWord: '等您确认',
    step: 0,
    summary: '米一袋',
    place: '六区9栋',
    abilities: { ...NOBODY, confirm: true, cancel: true },
    at: '2026-11-22T10:00:00+08:00',
    ...over,
  }
}

/** A small server of one station; a test changes what it holds and how it fares. */
export const server = {
  hello: { demo: true, sandbox: true, wechat: false, station: { name: '昆北街道社工站', phone: '0472-0000001' } },
  requests: [] as RequestView[],
  knocks: [] as Knock[],
  line: 'up' as 'up' | 'down',
  knowsTokens: true,
  /** Of sessions that are open. */
  tokens: ['secret'],
  /** What the next sentence is answered with. */
  said: { reply: '记下了。' } as { reply: string; request?: RequestView; unclear?: true },
  /** What a sign-in through WeChat is answered with, if not well. */
  weChatRefusal: undefined as { statusCode: number; error: string; message: string } | undefined,
  consents: [] as Consent[],
  subscriptions: [] as { template: string; templateId: string; credits: number }[],
  /** What is answered to a page that asks for news. */
  news: (_url: string): News => ({ seq: 100, reset: false, hints: [] }),
  /** The request after a photo was put to it or taken away. */
  illustrated: aRequest(),
  /** Who `/api/me` says is there. */
  me: { id: 'wang', spokenTo: '王阿姨', abilities: { askForHelp: true, seeQueue: false } },
  /** What doors answer at which one need not be signed in: `POST /api/sessions`. */
  doors: new Map<string, (knock: Knock) => Answer>(),
  /** What further routes answer: `GET /api/desk`, the query left out. */
  answers: new Map<string, (knock: Knock) => Answer>(),
  /** The same, where the answer does not hang on the knock. */
  fixed: {} as Answers,
  refusal: undefined as { statusCode: number; error: string; message: string } | undefined,
  /** Writes are answered only after it. */
  slow: undefined as Promise<void> | undefined,

  reset() {
    server.hello = {
      demo: true,
      sandbox: true,
      wechat: false,
      station: { name: '昆北街道社工站', phone: '0472-0000001' },
    }
    server.requests = []
    server.knocks = []
    server.line = 'up'
    server.knowsTokens = true
    server.tokens = ['secret']
    server.said = { reply: '记下了。' }
    server.refusal = undefined
    server.weChatRefusal = undefined
    server.consents = []
    server.subscriptions = []
    server.news = () => ({ seq: 100, reset: false, hints: [] })
    server.me = { id: 'wang', spokenTo: '王阿姨', abilities: { askForHelp: true, seeQueue: false } }
    server.answers.clear()
    server.doors.clear()
    server.fixed = {}
    server.slow = undefined
  },

  async answer(knock: Knock): Promise<Answer> {
    server.knocks.push(knock)
    await (knock.method === 'GET' ? undefined : server.slow)
    if (server.line === 'down') throw new TypeError('Failed to fetch')
    return answerOf(knock)
  },

  /** The sentences that were sent, each with its place and key. */
  sentences() {
    return server.knocks
      .filter((knock) => knock.method === 'POST' && knock.data?.sentence !== undefined)
      .map(({ url, data, header }) => ({ url, sentence: data?.sentence, key: header['Idempotency-Key'] }))
  },
  /** How often news were asked for, without a socket. */
  asked() {
    return server.knocks.filter((knock) => knock.url.startsWith('/api/live')).length
  },
  polls() {
    return server.knocks.filter((knock) => knock.method === 'GET' && knock.url.startsWith('/api/me/requests')).length
  },
}

function answerOf(knock: Knock): Answer {
  const { url, method, header } = knock
  if (url === '/api/hello') return ok(server.hello)
  if (url === '/api/demo/people') {
    return ok({ items: [{ id: 'wang', name: '王阿姨', role: 'resident', about: '住六区9栋' }] })
  }
  if (url === '/api/demo/sessions')
    return ok({ token: 'secret', person: { id: 'wang', name: '王阿姨', role: 'resident' } })
  if (url === '/api/wechat/sessions' && server.weChatRefusal !== undefined) return refuse(server.weChatRefusal)
  if (url === '/api/wechat/sessions')
    return ok({ token: 'secret', person: { id: 'wang', name: '王阿姨', role: 'resident' } })
  const door = server.doors.get(`${method} ${url}`)
  if (door !== undefined) return door(knock)
  const isKnown = server.knowsTokens && server.tokens.some((token) => header.Authorization === `Bearer ${token}`)
  if (!isKnown) {
    return { statusCode: 401, data: { error: 'unauthenticated', message: '请先登录。', fields: [] } }
  }
  const own = answerFrom(server.fixed, { url, method, header })
  if (own !== undefined) return own
  if (url === '/api/me/subscriptions') return ok({ items: server.subscriptions })
  if (url === '/api/me/phone') return ok({ phone: '19900001234' })
  if (url.startsWith('/api/live')) return ok(server.news(url))
  if (url === '/api/me') return ok(server.me)
  const further = server.answers.get(`${method} ${url.split('?')[0]}`)
  if (further !== undefined) return further(knock)
  if (method === 'GET') return ok({ items: itemsAt(url), nextCursor: null })
  if (server.refusal !== undefined) return refuse(server.refusal)
  if (url.includes('/photos')) return ok(server.illustrated)
  const { request } = server.said
  if (request !== undefined) server.requests = [request, ...server.requests.filter(({ code }) => code !== request.code)]
  return ok(server.said)
}

const itemsAt = (url: string): unknown[] => (url === '/api/me/consents' ? server.consents : server.requests)

function refuse({ statusCode, error, message }: { statusCode: number; error: string; message: string }): Answer {
  return { statusCode, data: { error, message, fields: [] } }
}

export function ok(data: unknown): Answer {
  return { statusCode: 200, data: JSON.parse(JSON.stringify(data)) }
}

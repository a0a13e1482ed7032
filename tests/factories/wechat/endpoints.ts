import { createHmac, randomBytes } from 'node:crypto'
import { takesValue } from './limits.ts'
import type { Heard, StandInState } from './state.ts'

export type Reply = Record<string, unknown> | Buffer
interface Endpoint {
  method: 'GET' | 'POST'
  needsToken: boolean
  perMinute: number
  /** Unset: no quota of the day is published. */
  perDay?: number
  answer(state: StandInState, heard: Heard): Reply
}

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const FIVE_MINUTES = 5 * MINUTE
const TEN_MB = 10 * 1024 * 1024
const no = (errcode: number, errmsg: string): Reply => ({
  errcode,
  errmsg: `${errmsg} rid: 6645a1b2-0123abcd-${errcode}`,
})
const ok = { errcode: 0, errmsg: 'ok' }
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function stableToken(state: StandInState, { body }: Heard): Reply {
  if (body['grant_type'] !== 'client_credential') return no(40002, 'invalid grant_type')
  if (!body['appid']) return no(41002, 'appid missing')
  if (!body['secret']) return no(41004, 'appsecret missing')
  if (body['appid'] !== state.appId) return no(40013, 'invalid appid')
  if (body['secret'] !== state.secret) return no(40001, 'invalid credential, access_token is invalid or not latest')
  const force = body['force_refresh'] === true
  const fewEnough = force && !state.tooMany('force30', 30_000, 1) && !state.tooMany('forceDay', 1_440 * MINUTE, 20)
  const { value, until } = state.stableToken(fewEnough)
  return { access_token: value, expires_in: Math.floor((until - state.now()) / 1_000) }
}

/** The old way: each call pushes out the token of the call before, after five minutes. Whoever calls it here has a fault. */
function oldToken(state: StandInState, { query }: Heard): Reply {
  if (query['grant_type'] !== 'client_credential') return no(40002, 'invalid grant_type')
  if (query['appid'] !== state.appId) return no(40013, 'invalid appid')
  if (query['secret'] !== state.secret) return no(40001, 'invalid credential, access_token is invalid or not latest')
  return { access_token: state.oldToken().value, expires_in: 7_200 }
}

function login(state: StandInState, { query }: Heard): Reply {
  if (query['grant_type'] !== 'authorization_code') return no(40002, 'invalid grant_type')
  if (query['appid'] !== state.appId) return no(40013, 'invalid appid')
  if (query['secret'] !== state.secret) return no(40125, 'invalid appsecret')
  const code = state.codes.get(query['js_code'] ?? '')
  if (!code || code.kind !== 'login' || state.now() - code.from > FIVE_MINUTES) return no(40029, 'invalid code')
  if (code.used) return no(40163, 'code been used')
  const user = state.users.get(code.openid)
  if (!user) return no(40029, 'invalid code')
  if (state.tooMany(`login|${user.openid}`, MINUTE, 100)) return no(45011, 'api minute-quota reach limit')
  code.used = true
  if (user.highRisk) return no(40226, 'code blocked')
  user.lastVisit = state.now()
  return { openid: user.openid, session_key: user.sessionKey, unionid: `u${user.openid}` }
}

function checkSession(state: StandInState, { query }: Heard): Reply {
  const user = state.users.get(query['openid'] ?? '')
  if (!user) return no(40003, 'invalid openid')
  const signature = createHmac('sha256', user.sessionKey).update('').digest('hex')
  const isRight = query['sig_method'] === 'hmac_sha256' && query['signature'] === signature
  return isRight ? ok : no(87009, 'invalid signature')
}

/** Gives the user another key; the old one ends. */
function resetSession(state: StandInState, heard: Heard): Reply {
  const refused = checkSession(state, heard)
  if (refused !== ok) return refused
  const user = state.users.get(heard.query['openid'] ?? '')
  if (!user || state.tooMany(`reset|${user.openid}`, MINUTE, 100)) return no(45011, 'api minute-quota reach limit')
  user.sessionKey = randomBytes(16).toString('base64')
  return { ...ok, openid: user.openid, session_key: user.sessionKey }
}

/** What became of a call, by its rid; ours are not kept, so that every rid is one that nobody knows. */
function readRid(_state: StandInState, { body }: Heard): Reply {
  if (!body['rid']) return no(76001, 'rid not found')
  return no(76021, 'cgi_path not found, please check')
}

function readQuota(state: StandInState, { body }: Heard): Reply {
  const path = textOf(body['cgi_path'])
  const perDay = ENDPOINTS[path]?.perDay
  if (perDay === undefined) return no(76021, 'cgi_path not found, please check')
  const used = state.countOf(path, DAY)
  return { ...ok, quota: { daily_limit: perDay, used, remain: Math.max(0, perDay - used) } }
}

function phone(state: StandInState, { body }: Heard): Reply {
  const code = state.codes.get(textOf(body['code']))
  const stale = !code || code.kind !== 'phone' || code.used || state.now() - code.from > FIVE_MINUTES
  if (stale || (body['openid'] !== undefined && body['openid'] !== code.openid)) return no(40029, 'invalid code')
  code.used = true
  const number = state.users.get(code.openid)?.phone ?? ''
  const { appid, ageMs } = state.watermark
  return {
    ...ok,
    phone_info: {
      phoneNumber: number,
      purePhoneNumber: number,
      countryCode: state.countryCode,
      watermark: { timestamp: Math.floor((state.now() - ageMs) / 1_000), appid },
    },
  }
}

function subscribeSend(state: StandInState, { body }: Heard): Reply {
  const user = state.users.get(textOf(body['touser']))
  const keys = state.templates.get(textOf(body['template_id']))
  if (!user) return no(40003, 'invalid openid')
  if (!keys) return no(40037, 'invalid template_id')
  if (state.banned) return no(43107, 'subscribe message capability banned')
  if (!['developer', 'trial', 'formal'].includes(textOf(body['miniprogram_state'])))
    return no(47001, 'data format error')
  if (body['page'] !== undefined && !state.pages.has(textOf(body['page']).split('?')[0] ?? ''))
    return no(41030, 'invalid page')
  const data = (body['data'] ?? {}) as Record<string, { value?: unknown }>
  const wrong =
    keys.find((key) => !takesValue(key, data[key]?.value)) ?? Object.keys(data).find((key) => !keys.includes(key))
  if (wrong) return no(47003, `argument invalid! data.${wrong}.value invalid`)
  if (Object.values(data).some(({ value }) => textOf(value).includes('违规'))) return no(45168, 'contain sensitive words')
  const id = textOf(body['template_id'])
  const credits = user.credits.get(id) ?? 0
  if (credits < 1) return no(43101, 'user refuse to accept the msg')
  user.credits.set(id, credits - 1)
  state.messageId += 1n
  return { ...ok, msgid: String(state.messageId) }
}

function textCheck(state: StandInState, { body }: Heard): Reply {
  const content = textOf(body['content'])
  const user = state.users.get(textOf(body['openid']))
  if (content === '') return no(44002, 'empty post data')
  if (Array.from(content).length > 2_500) return no(47001, 'data format error')
  if (body['version'] !== 2) return no(43302, 'invalid version')
  if (![1, 2, 3, 4].includes(body['scene'] as number)) return no(40129, 'invalid scene')
  if (!user) return no(40003, 'invalid openid')
  if (state.now() - user.lastVisit > 120 * MINUTE) return no(61010, 'code is expired')
  const risky = content.includes('违规')
  const result = risky ? { suggest: 'risky', label: 20001 } : state.verdict
  return {
    ...ok,
    result,
    detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
    trace_id: randomBytes(8).toString('hex'),
  }
}

function mediaCheck(state: StandInState, { body }: Heard): Reply {
  if (textOf(body['media_url']).length > 2_048) return no(47001, 'data format error')
  if (!/^https?:\/\//.test(textOf(body['media_url']))) return no(47001, 'data format error')
  if (![1, 2].includes(body['media_type'] as number) || body['version'] !== 2) return no(43302, 'invalid version')
  if (![1, 2, 3, 4].includes(body['scene'] as number)) return no(40129, 'invalid scene')
  if (!state.users.has(textOf(body['openid']))) return no(40003, 'invalid openid')
  const traceId = randomBytes(12).toString('hex')
  state.media.push({ traceId, url: textOf(body['media_url']), openid: textOf(body['openid']) })
  return { ...ok, trace_id: traceId }
}

function miniCode(state: StandInState, { body }: Heard): Reply {
  const scene = body['scene']
  if (typeof scene !== 'string' || !/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene))
    return no(40169, 'invalid scene')
  const width = body['width'] ?? 430
  if (typeof width !== 'number' || width < 280 || width > 1_280) return no(47001, 'data format error')
  if (!['release', 'trial', 'develop'].includes(textOf(body['env_version'] ?? 'release')))
    return no(47001, 'data format error')
  const page = textOf(body['page'])
  if (body['check_path'] !== false && !state.pages.has(page)) return no(41030, 'invalid page')
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(`drawn:${scene}`)])
}

function customSend(state: StandInState, { body }: Heard): Reply {
  const user = state.users.get(textOf(body['touser']))
  if (!user) return no(40003, 'invalid openid')
  const content = textOf((body['text'] as { content?: unknown } | undefined)?.content)
  if (body['msgtype'] !== 'text' || content === '' || Buffer.byteLength(content) > 2_048)
    return no(47001, 'data format error')
  if (state.now() > user.window.until) return no(45015, 'response out of time limit or subscription is canceled')
  if (user.window.left < 1) return no(45047, 'out of response count limit')
  user.window.left -= 1
  return ok
}

export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/cgi-bin/stable_token': post(stableToken, { needsToken: false, perMinute: 10_000, perDay: 500_000 }),
  '/cgi-bin/token': get(oldToken, { needsToken: false, perMinute: 10_000, perDay: 2_000 }),
  '/sns/jscode2session': get(login, { needsToken: false, perMinute: 50_000 }),
  '/wxa/checksession': get(checkSession, { perMinute: 60_000 }),
  '/wxa/resetusersessionkey': get(resetSession, { perMinute: 60_000 }),
  '/wxa/business/getuserphonenumber': post(phone, { perMinute: 10_000 }),
  '/cgi-bin/message/subscribe/send': post(subscribeSend, { perMinute: 50_000, perDay: 10_000_000 }),
  '/wxa/msg_sec_check': post(textCheck, { perMinute: 4_000, perDay: 2_000_000 }),
  '/wxa/media_check_async': post(mediaCheck, { perMinute: 2_000, perDay: 200_000 }),
  '/wxa/getwxacodeunlimit': post(miniCode, { perMinute: 5_000 }),
  '/cgi-bin/message/custom/send': post(customSend, { perMinute: 5_000, perDay: 500_000 }),
  '/cgi-bin/openapi/rid/get': post(readRid, { perMinute: 5_000 }),
  '/cgi-bin/openapi/quota/get': post(readQuota, { perMinute: 5_000 }),
}

type Rules = Partial<Omit<Endpoint, 'method' | 'answer'>> & Pick<Endpoint, 'perMinute'>

function get(answer: Endpoint['answer'], rules: Rules): Endpoint {
  return { method: 'GET', needsToken: true, answer, ...rules }
}

function post(answer: Endpoint['answer'], rules: Rules): Endpoint {
  return { method: 'POST', needsToken: true, answer, ...rules }
}

/** What the platform answers to one call, as strict as the platform is. */
export function answerOf(
  state: StandInState,
  method: string,
  contentType: string,
  heard: Heard,
  raw: string,
): Reply | undefined {
  const endpoint = ENDPOINTS[heard.path]
  if (!endpoint) return undefined
  if (method !== endpoint.method)
    return endpoint.method === 'POST' ? no(43002, 'require POST method') : no(43001, 'require GET method')
  if (endpoint.method === 'POST' && raw === '') return no(44002, 'empty post data')
  if (endpoint.method === 'POST' && !contentType.startsWith('application/json')) return no(47001, 'data format error')
  if (raw.length > TEN_MB) return no(47001, 'data format error')
  if (!state.isKnownAddress) return no(40164, 'invalid ip, not in whitelist')
  if (state.tooMany(heard.path, MINUTE, endpoint.perMinute)) return no(45009, 'reach max api minute limit')
  const perDay = state.quotas.get(heard.path) ?? endpoint.perDay
  if (perDay !== undefined && state.tooMany(heard.path, DAY, perDay)) return no(45009, 'reach max api daily quota limit')
  if (endpoint.needsToken) {
    const refused = tokenFault(state, heard.query['access_token'])
    if (refused) return refused
  }
  return endpoint.answer(state, heard)
}

function tokenFault(state: StandInState, given: string | undefined): Reply | undefined {
  if (!given) return no(41001, 'access_token missing')
  const token = state.tokens.find(({ value }) => value === given)
  if (!token || token.revoked) return no(40001, 'invalid credential, access_token is invalid or not latest')
  return state.now() >= token.until ? no(42001, 'access_token expired') : undefined
}

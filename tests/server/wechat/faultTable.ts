import type { FaultKind } from '../../../server/platform/wechat/faults.ts'
import type { WeChatGround } from './line.ts'

/** What the table of faults asks for, written down a second time: the client must not be its own witness. */
export interface FaultRow {
  codes: number[]
  /** `all` the tries that the call has, `one`, or `fresh`: one more with a fresh token. */
  tries: 'all' | 'one' | 'fresh'
  /** Unset: the next call goes out at once. */
  pauseMinutes?: number
  alarm: boolean
}

export const FAULT_ROWS: { readonly [kind in FaultKind]: FaultRow } = {
  transient: { codes: [-1], tries: 'all', alarm: false },
  token: { codes: [40001, 40014, 42001], tries: 'fresh', pauseMinutes: 1, alarm: true },
  quota: { codes: [45009, 45011], tries: 'one', pauseMinutes: 1, alarm: false },
  user_refused: { codes: [43101], tries: 'one', alarm: false },
  concurrency: { codes: [43108], tries: 'all', alarm: false },
  bug: {
    codes: [40002, 40003, 40037, 41030, 43002, 43104, 43302, 44002, 47001, 47003, 40129, 40169],
    tries: 'one',
    alarm: true,
  },
  configuration: { codes: [40013, 40125, 40164, 41002, 41004, 48001], tries: 'one', pauseMinutes: 10, alarm: true },
  sanction: { codes: [43107, 1026], tries: 'one', pauseMinutes: 24 * 60, alarm: true },
  content: { codes: [45168, 87014], tries: 'one', alarm: false },
  code: { codes: [40029, 40163], tries: 'one', alarm: false },
  high_risk: { codes: [40226], tries: 'one', alarm: false },
  session: { codes: [87007, 87008, 87009], tries: 'one', alarm: false },
  window: { codes: [45015, 45047], tries: 'one', alarm: false },
  inactive: { codes: [61010], tries: 'one', alarm: false },
  unknown: { codes: [99999], tries: 'one', alarm: true },
}

/** A quota of the whole day; its rest has a test of its own. */
export const DAY_QUOTA = 40038

/** Every code of the table with its row. */
export const FAULT_CASES = (Object.entries(FAULT_ROWS) as [FaultKind, FaultRow][]).flatMap(([kind, row]) =>
  row.codes.map((code) => ({ kind, code, row })),
)

/** One of the calls that the client makes, with arguments that WeChat takes. */
export interface TriedCall {
  api: string
  path: string
  withToken: boolean
  /** How many tries fit into its patience when each ends in a passing fault, and when each comes a second later. */
  passing: number
  soon: number
  run(here: WeChatGround): Promise<unknown>
}

const PAGE = 'pages/index/index'
const member = (here: WeChatGround) => here.standIn.state.user({ window: { until: Infinity, left: 99 } })

/** Of these, `stableToken` is reached through any other call, for nobody asks for a token by itself. */
export const CALLS: readonly TriedCall[] = [
  {
    api: 'stableToken',
    path: '/cgi-bin/stable_token',
    withToken: false,
    passing: 5,
    soon: 6,
    run: (here) => here.wechat.drawMiniCode({ scene: 'abc', page: PAGE }),
  },
  {
    api: 'login',
    path: '/sns/jscode2session',
    withToken: false,
    passing: 2,
    soon: 2,
    run: (here) => here.wechat.exchangeLoginCode(here.standIn.state.code(member(here))),
  },
  {
    api: 'checkSession',
    path: '/wxa/checksession',
    withToken: true,
    passing: 2,
    soon: 2,
    run: (here) => here.wechat.checkSession(member(here)),
  },
  {
    api: 'phone',
    path: '/wxa/business/getuserphonenumber',
    withToken: true,
    passing: 1,
    soon: 1,
    run: (here) => {
      const user = member(here)
      return here.wechat.readPhoneNumber({ code: here.standIn.state.code(user, 'phone'), openid: user.openid })
    },
  },
  {
    api: 'subscribeSend',
    path: '/cgi-bin/message/subscribe/send',
    withToken: true,
    passing: 6,
    soon: 6,
    run: (here) => {
      const user = member(here)
      const [templateId = ''] = [...here.standIn.state.templates.keys()]
      user.credits.set(templateId, 99)
      const values = { thing1: '求助有新进展', phrase2: '有人接', character_string3: 'A102', thing4: '点开看详情' }
      const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]))
      return here.wechat.sendSubscribeMessage({ openid: user.openid, templateId, data })
    },
  },
  {
    api: 'customSend',
    path: '/cgi-bin/message/custom/send',
    withToken: true,
    passing: 6,
    soon: 6,
    run: (here) => here.wechat.sendCustomMessage({ openid: member(here).openid, text: '您好' }),
  },
  {
    api: 'textCheck',
    path: '/wxa/msg_sec_check',
    withToken: true,
    passing: 2,
    soon: 2,
    run: (here) => here.wechat.checkText({ text: '好', openid: member(here).openid, scene: 'log' }),
  },
  {
    api: 'mediaCheck',
    path: '/wxa/media_check_async',
    withToken: true,
    passing: 6,
    soon: 6,
    run: (here) => {
      const { openid } = member(here)
      return here.wechat.askMediaCheck({ url: 'https://x.example/1', kind: 'image', openid, scene: 'log' })
    },
  },
  {
    api: 'miniCode',
    path: '/wxa/getwxacodeunlimit',
    withToken: true,
    passing: 2,
    soon: 2,
    run: (here) => here.wechat.drawMiniCode({ scene: 'abc', page: PAGE }),
  },
]

/** A call that carries the secret instead of a token has none that could be renewed: its settings are wrong. */
export function rowFor(call: TriedCall, kind: FaultKind): { kind: FaultKind; row: FaultRow } {
  const seen = kind === 'token' && !call.withToken ? 'configuration' : kind
  return { kind: seen, row: FAULT_ROWS[seen] }
}

/** How often WeChat is asked in all. */
export function triesOf(call: TriedCall, kind: FaultKind): number {
  const { tries } = rowFor(call, kind).row
  if (tries === 'one') return 1
  return tries === 'fresh' ? 2 : kind === 'transient' ? call.passing : call.soon
}

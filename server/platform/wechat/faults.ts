/** What a fault of WeChat means for us. The table below says which code belongs to which. */
export type FaultKind =
  | 'transient'
  | 'token'
  | 'quota'
  | 'user_refused'
  | 'concurrency'
  | 'bug'
  | 'configuration'
  | 'sanction'
  | 'content'
  | 'code'
  | 'high_risk'
  | 'session'
  | 'window'
  | 'inactive'
  | 'unknown'

/** What is done about it. `alarm`: a person of the operator must hear of it. */
export interface FaultAction {
  /** `backoff`: again after a growing pause. `refresh`: once more with a fresh token. `soon`: once more after a second. `never`. */
  retry: 'backoff' | 'refresh' | 'soon' | 'never'
  /** How long this call of WeChat is left alone, by all processes. */
  pause: 'minute' | 'until_fixed' | 'day' | 'none'
  alarm: boolean
}

const NOTHING_HELPS: FaultAction = { retry: 'never', pause: 'none', alarm: false }

/** The one table of what follows from a fault. */
export const ACTIONS: Readonly<Record<FaultKind, FaultAction>> = {
  transient: { retry: 'backoff', pause: 'none', alarm: false },
  /** Its second failure pauses and alarms; see line.ts. */
  token: { retry: 'refresh', pause: 'none', alarm: false },
  quota: { retry: 'never', pause: 'minute', alarm: false },
  user_refused: NOTHING_HELPS,
  concurrency: { retry: 'soon', pause: 'none', alarm: false },
  bug: { retry: 'never', pause: 'none', alarm: true },
  configuration: { retry: 'never', pause: 'until_fixed', alarm: true },
  sanction: { retry: 'never', pause: 'day', alarm: true },
  content: NOTHING_HELPS,
  code: NOTHING_HELPS,
  high_risk: NOTHING_HELPS,
  session: NOTHING_HELPS,
  window: NOTHING_HELPS,
  inactive: NOTHING_HELPS,
  /** Nobody has told us of this code: treated like our own mistake until somebody has looked. */
  unknown: { retry: 'never', pause: 'none', alarm: true },
}

/** Every code that we know, by kind. */
const CODES: Readonly<Record<Exclude<FaultKind, 'unknown'>, readonly number[]>> = {
  transient: [-1],
  token: [40001, 40014, 42001],
  quota: [45009, 45011, 40038],
  user_refused: [43101],
  concurrency: [43108],
  bug: [40002, 40003, 40037, 41030, 43002, 43104, 43302, 44002, 47001, 47003, 40129, 40169],
  configuration: [40013, 40125, 40164, 41002, 41004, 48001],
  sanction: [43107, 1026],
  content: [45168, 87014],
  code: [40029, 40163],
  high_risk: [40226],
  session: [87007, 87008, 87009],
  window: [45015, 45047],
  inactive: [61010],
}

const KIND_OF = new Map(
  (Object.entries(CODES) as [FaultKind, readonly number[]][]).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind] as const),
  ),
)

/** All codes of the table, for whoever wants to try each. */
export const KNOWN_CODES: readonly number[] = [...KIND_OF.keys()]

/** A call that carries the secret instead of a token says 40001 when the secret is wrong; it has no token to renew. */
export function kindOf(code: number, withToken: boolean): FaultKind {
  const kind = KIND_OF.get(code) ?? 'unknown'
  return kind === 'token' && !withToken ? 'configuration' : kind
}

export interface FaultDetails {
  code?: number
  /** Which value WeChat did not take (47003); its name only. */
  field?: string
  /** WeChat's own number of this call, for its support. */
  rid?: string
  /** A quota of the day and not of the minute. */
  wholeDay?: boolean
  /** WeChat answered so instead of with a code: 404. */
  httpStatus?: number
  /** The call may have had its effect although no answer came. */
  inDoubt?: boolean
}

/** WeChat refused, or did not answer. Carries no text of WeChat's and nothing of the call: it may be logged. */
export class WeChatFault extends Error {
  override name = 'WeChatFault'
  readonly api: string
  readonly kind: FaultKind
  readonly details: FaultDetails

  constructor(api: string, kind: FaultKind, details: FaultDetails = {}) {
    super(`wechat ${api}: ${kind}${details.code === undefined ? '' : ` ${details.code}`}`)
    this.api = api
    this.kind = kind
    this.details = details
  }

  get action(): FaultAction {
    return ACTIONS[this.kind]
  }
}

/** `argument invalid! data.thing1.value invalid rid: 6645-…`: the parts that may be kept. */
export function faultOf(api: string, code: number, errmsg: string, withToken: boolean): WeChatFault {
  const field = /\bdata\.(\w{1,32})/.exec(errmsg)?.[1]
  const rid = /\brid: ([0-9a-f-]{8,60})/.exec(errmsg)?.[1]
  return new WeChatFault(api, kindOf(code, withToken), {
    code,
    ...(field !== undefined && { field }),
    ...(rid !== undefined && { rid }),
    ...((code === 40038 || (code === 45009 && /\bdaily|\bday\b/i.test(errmsg))) && { wholeDay: true }),
  })
}

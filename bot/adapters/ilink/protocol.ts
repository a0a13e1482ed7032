import { z } from 'zod'

/**
 * WeChat's own bot channel for one-to-one chat (iLink, in WeChat 「ClawBot」). Paths, headers and field names are those of the public
 * source of `@tencent-weixin/openclaw-weixin` (github.com/Tencent/openclaw-weixin, MIT, version 2.4.9): src/api/api.ts, src/api/types.ts,
 * src/auth/login-qr.ts, docs/protocol.md. Only what is used stands here; unknown fields are passed over, and everything may be missing.
 */
export const ILINK_HOME = 'https://ilinkai.weixin.qq.com'
/** The version of that package whose protocol is spoken, as the service wants to hear it. */
export const CHANNEL_VERSION = '2.4.9'
/** The same as one number, 0x00MMNNPP. */
export const CLIENT_VERSION = String((2 << 16) | (4 << 8) | 9)
export const APP_ID = 'bot'
/** Who we say that we are; the service uses it for nothing but its own statistics. */
export const BOT_AGENT = 'Yimin/0.1.0'
export const BOT_TYPE = '3'

/** The token of a binding is good for nothing any more. */
export const STALE = -14
/**
 * The service takes no more words for this person until she writes again. It says so after about ten answers and after 24 hours
 * (issues 81, 156 and 204 of that repository, the latter two answered by its maintainers); the package gives the code no name.
 */
export const NOT_NOW = -2

/** `message_type`. */
export const FROM_PERSON = 1
export const FROM_BOT = 2
/** `message_state`: the words are whole. */
export const FINISHED = 2
/** `type` of an item. */
export const ITEM = { text: 1, image: 2, voice: 3, file: 4, video: 5 } as const

const item = z.object({
  type: z.number().optional(),
  text_item: z.object({ text: z.string().optional() }).optional(),
  /** `text` is WeChat's own transcript of what was spoken, where there is one. */
  voice_item: z.object({ text: z.string().optional() }).optional(),
})

export const iLinkMessage = z.object({
  seq: z.number().optional(),
  /** uint64: larger than a number of JavaScript can hold, so it is read as text. */
  message_id: z.string().optional(),
  from_user_id: z.string().optional(),
  client_id: z.string().optional(),
  create_time_ms: z.number().optional(),
  group_id: z.string().optional(),
  message_type: z.number().optional(),
  item_list: z.array(item).optional(),
  /** Must be given back with an answer. */
  context_token: z.string().optional(),
})
export type ILinkMessage = z.infer<typeof iLinkMessage>

const outcome = { ret: z.number().optional(), errcode: z.number().optional() }

export const updatesAnswer = z.object({
  ...outcome,
  /** Read one by one: a strange message must not hold back the others. */
  msgs: z.array(z.unknown()).optional(),
  get_updates_buf: z.string().optional(),
  longpolling_timeout_ms: z.number().optional(),
})
export const sendAnswer = z.object({ ...outcome, message_id: z.string().optional() })
export const plainAnswer = z.object(outcome)
export const codeAnswer = z.object({ ...outcome, qrcode: z.string().min(1), qrcode_img_content: z.string().min(1) })
export const statusAnswer = z.object({
  status: z.string(),
  bot_token: z.string().optional(),
  ilink_bot_id: z.string().optional(),
  ilink_user_id: z.string().optional(),
  baseurl: z.string().optional(),
  redirect_host: z.string().optional(),
})
export type CodeStatus = z.infer<typeof statusAnswer>

/** The code of an answer that is no success: 0 for success. */
export function codeOf({ ret, errcode }: { ret?: number | undefined; errcode?: number | undefined }): number {
  if (ret === STALE || errcode === STALE) return STALE
  return ret || errcode || 0
}

const LARGE_NUMBERS = /(?<!\\)"message_id"\s*:\s*(\d+)/g

/** Reads an answer; 64-bit numbers stay whole. @throws SyntaxError */
export function readAnswer(text: string): unknown {
  return JSON.parse(text.replace(LARGE_NUMBERS, '"message_id":"$1"'))
}

import type { SendResult } from '../../session/port.ts'

/** Words by which WeChat tells an account that it is limited (seen with too many links in a short time). */
const SANCTION = /操作过于频繁|发送过于频繁|频繁|账号.{0,6}限制|功能.{0,6}限制|封号/
/** gRPC: 1 cancelled, 4 deadline exceeded, 14 unavailable. */
const LOST_CODES = new Set<unknown>([1, 4, 14, 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
const LOST_WORDS = /UNAVAILABLE|DEADLINE_EXCEEDED|CANCELLED|not logged in|NO CLIENT|no grpc|timeout|offline|connection/i
const UNKNOWN_TARGET = /no payload|not found|not exist|not a friend|不存在|不是好友/i

/** Sorts what a puppet threw while sending. An unknown error counts as the platform's objection: silence is the safe side. */
export function sortSendError(error: unknown): Exclude<SendResult, { kind: 'sent' }> {
  const text = error instanceof Error ? error.message : String(error)
  if (SANCTION.test(text)) return { kind: 'sanction', reason: 'platform_limits_account' }
  if (LOST_CODES.has((error as { code?: unknown } | undefined)?.code) || LOST_WORDS.test(text)) {
    return { kind: 'unreachable', reason: 'connection_lost' }
  }
  if (UNKNOWN_TARGET.test(text)) return { kind: 'refused', reason: 'unknown_receiver' }
  return { kind: 'sanction', reason: 'send_error' }
}

import { STAFF_REASONS } from '../moderation/words.ts'
import type { ReasonCode } from '../moderation/words.ts'

/** Why a request waits for staff besides what its words are doubted for. */
const HOLD_REASONS = {
  needs_person: '要找真人',
  no_answer: '没等到本人回话',
  many_requests: '今天要办的事已经不少',
} as const
export type HoldReason = keyof typeof HOLD_REASONS

const WORDS: { readonly [reason: string]: string } = { ...STAFF_REASONS, ...HOLD_REASONS } satisfies Record<
  ReasonCode | HoldReason,
  string
>

/** The reason in a few words for staff; a code that no word is known for is never shown. */
export function sayReviewReason(reason: string): string {
  return WORDS[reason] ?? '请看一眼'
}

import { HOSTILE_ANSWERS } from './hostileAnswers.ts'
import type { HostileAnswer } from './hostileAnswers.ts'
import { HOSTILE_MESSAGES } from './hostileMessages.ts'
import type { HostileMessage } from './hostileMessages.ts'

export interface HostileCase {
  name: string
  message: HostileMessage
  answer: HostileAnswer
}

const CASES = 200

/** Every answer and every message at least twice, in pairs that do not repeat: both lists have lengths without a common divisor. */
export const HOSTILE_CASES: HostileCase[] = Array.from({ length: CASES }, (_, i) => {
  const answer = HOSTILE_ANSWERS[i % HOSTILE_ANSWERS.length] as HostileAnswer
  const message = HOSTILE_MESSAGES[
    (i + Math.floor(i / HOSTILE_ANSWERS.length)) % HOSTILE_MESSAGES.length
  ] as HostileMessage
  return { name: `${i + 1}: ${answer.name} | ${message.text.slice(0, 16)}`, message, answer }
})

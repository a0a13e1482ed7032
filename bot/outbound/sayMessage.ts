import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import type { ChatGateway, SendResult } from '../session/port.ts'
import { callsEverybody } from './composeText.ts'
import { conversationOf, echoKeyOf } from './echoKey.ts'
import type { Echoes } from './echoes.ts'
import type { SaidJournal } from './saidJournal.ts'

export interface SayTools {
  gateway: ChatGateway
  journal: SaidJournal
  echoes: Echoes
  now: () => number
  /** Since when the gateway hears without a break (ms); undefined while it does not. */
  hearingSince: () => number | undefined
  /** How long an echo may take to come back (ms). */
  echoMs: number
}

/** What came of it. `later`: still in doubt, look again at this instant. `sanction` also stops everything else. */
export type Saying =
  | { outcome: 'sent'; platformMessageId?: string }
  | { outcome: 'failed' | 'refused'; reason: string; sanction?: boolean }
  | { outcome: 'later'; at: number }

/** Stands in front of words that may have been seen before, where nothing can tell whether they were. */
const AGAIN = '（重发）'

/**
 * Says one message, visibly at most once where the platform echoes (trust is put in what was seen, not in what was meant): an attempt whose
 * end is unknown is looked for among the assistant's own messages first, and said again only when its echo has had time to come and did not.
 */
export async function sayMessage(message: OutgoingMessage, tools: SayTools): Promise<Saying> {
  if (callsEverybody(message.text)) return { outcome: 'refused', reason: 'calls_everybody' }
  const key = echoKeyOf(conversationOf(message), message.text)
  const attempt = tools.journal.find(message.id)
  if (attempt && attempt.step !== 'about') return { outcome: 'sent', platformMessageId: attempt.platformMessageId }
  if (attempt || message.inDoubt) {
    const verdict = settleDoubt(message, key, tools)
    if (verdict !== 'say' && verdict !== 'say again') return verdict
    if (verdict === 'say again') return say({ ...message, text: AGAIN + message.text }, key, tools)
  }
  return say(message, key, tools)
}

async function say(message: OutgoingMessage, key: string, tools: SayTools): Promise<Saying> {
  const { gateway, journal, now } = tools
  await journal.about(message.id, key, message.fence, now())
  const result = await gateway.send(message)
  if (result.kind !== 'sent') return tellFailure(result)
  const noted = journal.handed(message.id, message.fence, now(), result.platformMessageId)
  // Where echoes come back, losing this line costs nothing: the attempt is then in doubt, and its echo settles it.
  if (gateway.capabilities.proof === 'echo') noted.catch(() => undefined)
  else await noted
  return { outcome: 'sent', platformMessageId: result.platformMessageId }
}

function tellFailure(result: Exclude<SendResult, { kind: 'sent' }>): Saying {
  if (result.kind === 'refused') return { outcome: 'refused', reason: result.reason }
  return { outcome: 'failed', reason: result.reason, ...(result.kind === 'sanction' ? { sanction: true } : {}) }
}

/** Was it seen? Answers with what is known, when to look again, or that it must be said (again). */
function settleDoubt(message: OutgoingMessage, key: string, tools: SayTools): Saying | 'say' | 'say again' {
  const { echoes, gateway, journal } = tools
  const attempt = journal.find(message.id)
  claimOthersEchoes(message.id, key, tools)
  const echo = echoes.prove(message.id, key, attempt?.at ?? new Date(message.queuedAt).getTime())
  if (echo) return { outcome: 'sent', platformMessageId: echo.messageId }
  if (gateway.capabilities.proof === 'echo') {
    const hearing = tools.hearingSince()
    if (hearing === undefined) return { outcome: 'later', at: tools.now() + 1_000 }
    const until = Math.max(hearing, attempt?.at ?? 0) + tools.echoMs
    return tools.now() < until ? { outcome: 'later', at: until } : 'say'
  }
  // Leased before but never begun by this account's only speaker: it cannot have been seen.
  if (!attempt) return 'say'
  return message.urgent ? 'say again' : { outcome: 'refused', reason: 'in_doubt_without_echo' }
}

/** Earlier messages with the same words have a right to their own echoes first. */
function claimOthersEchoes(id: string, key: string, { echoes, journal }: SayTools): void {
  for (const other of journal.all()) {
    if (other.id === id || other.key !== key || other.step === 'about') continue
    echoes.prove(other.id, key, other.at, other.platformMessageId)
  }
}

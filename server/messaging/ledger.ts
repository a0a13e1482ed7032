/**
 * How many subscribe messages one person lets us send of one template. WeChat does not tell, so we count: the phone reports
 * each consent, WeChat's event confirms it, in any order, and either may be lost.
 */
export interface Ledger {
  /** Consents that the phone reported. */
  reported: number
  /** Consents that WeChat's events told of. */
  confirmed: number
  spent: number
  reportedAt?: Date
  /** When everything was taken back; consents from before count no more. */
  clearedAt?: Date
}

export const EMPTY_LEDGER: Ledger = { reported: 0, confirmed: 0, spent: 0 }

/** An event comes within seconds. A report that none has confirmed by then counts no more, where events come at all. */
const UNCONFIRMED_MS = 10 * 60_000

/** What may be sent now; never below nothing. `eventsCome`: WeChat's push is set up. */
export function creditsOf(ledger: Ledger, now: Date, eventsCome: boolean): number {
  const { reported, confirmed, spent, reportedAt } = ledger
  const isRecent = reportedAt !== undefined && now.getTime() - reportedAt.getTime() <= UNCONFIRMED_MS
  const believed = !eventsCome || isRecent ? Math.max(reported, confirmed) : confirmed
  return Math.max(0, believed - spent)
}

export function noteReport(ledger: Ledger, now: Date): Ledger {
  return { ...ledger, reported: ledger.reported + 1, reportedAt: now }
}

/** `at` is WeChat's own time of the consent. */
export function noteConfirmation(ledger: Ledger, at: Date): Ledger {
  if (ledger.clearedAt && at < ledger.clearedAt) return ledger
  return { ...ledger, confirmed: ledger.confirmed + 1 }
}

/** One credit for one message, before it is sent; `undefined` when there is none. */
export function takeCredit(ledger: Ledger, now: Date, eventsCome: boolean): Ledger | undefined {
  return creditsOf(ledger, now, eventsCome) > 0 ? { ...ledger, spent: ledger.spent + 1 } : undefined
}

/** The message was not sent, certainly. */
export function giveCreditBack(ledger: Ledger): Ledger {
  return { ...ledger, spent: Math.max(0, ledger.spent - 1) }
}

/** The person refuses, or WeChat says that there is none left. */
export function clearCredits(_ledger: Ledger, at: Date): Ledger {
  return { ...EMPTY_LEDGER, clearedAt: at }
}

import type { Candidate } from './suitable.ts'

/**
 * Whom those who look at the same helpers in the same moment are about to ask. Without it all of them would choose the same best
 * ones, and most would find their budget spent; so each who chooses knows of those who chose before. It is no guard, and is gone
 * with the look: the budget itself is kept by the record.
 */
export class Slate {
  private readonly asks = new Map<string, number>()

  /** The candidates as if these asks were written down already. Choose and note at once: nobody may choose in between. */
  seenBy(candidates: readonly Candidate[]): Candidate[] {
    if (this.asks.size === 0) return [...candidates]
    return candidates.map((one) => {
      const more = this.asks.get(one.person.id)
      if (more === undefined || !one.standing) return one
      const { asksThisWeek, asked, work, done, tally } = one.standing
      return { ...one, standing: { asksThisWeek: asksThisWeek + more, asked: asked + more, work, done, tally } }
    })
  }

  note(personIds: readonly string[]): void {
    for (const id of personIds) this.asks.set(id, (this.asks.get(id) ?? 0) + 1)
  }
}

import type { Category } from '@yimin/shared/language/frame'
import type { Demand } from './demand.ts'

/** What became of one need, as the simulation saw it. */
export interface Need {
  demand: Demand
  /** How often it was said. */
  said: number
  /** When the assistant first answered (ms). */
  answeredAt?: number
  /** A worker took it up by hand. */
  byHand?: true
  requestId?: string
}

/** One time that somebody's phone rang with an offer. */
export interface Ask {
  requestId: string
  helperId: string
  at: number
  inGroup: boolean
}

/** What the simulation notes beside the record: who was asked, and what became of each need. */
export class Ledger {
  readonly needs = new Map<string, Need>()
  private readonly byResident = new Map<string, Need[]>()
  readonly asks: Ask[] = []
  /** Requests that the simulation knows, by id: the need behind each. */
  readonly requests = new Map<string, { need: Need; code: string; category: Category }>()
  /** Volunteers who turned their notifications off, by how often. */
  mutes = 0
  noShows = 0
  wrongCodes = 0
  /** Requests that were looked at while they lived, and how many of them had no owner or no deadline. */
  looked = 0
  unowned = 0

  write(need: Need): void {
    const { id, resident } = need.demand
    this.needs.set(id, need)
    this.byResident.set(resident.id, [...this.needsOf(resident.id), need])
  }

  needsOf(residentId: string): readonly Need[] {
    return this.byResident.get(residentId) ?? []
  }
}

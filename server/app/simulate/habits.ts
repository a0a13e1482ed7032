import type { Category } from '@yimin/shared/language/frame'
import { coversInstant } from '@yimin/shared/organisations/hours'
import { assumed } from './assumptions.ts'
import type { Cast } from './cast.ts'
import { dayOf } from './cast.ts'
import { DAY_MS } from './community.ts'
import type { Helper } from './community.ts'

/** How an errand lies for one helper. */
export interface Nearness {
  zone?: string | undefined
  building?: string | undefined
}

export type Distance = 'building' | 'zone' | 'away'

export function distanceTo({ home }: Helper, { zone, building }: Nearness): Distance {
  if (zone !== home.zone) return 'away'
  return building === home.building ? 'building' : 'zone'
}

const WEEK_MS = 7 * DAY_MS

/** What one helper goes through in the month: how often he was asked, what he did, and when he had enough. */
export class Habits {
  private readonly cast: Cast
  private readonly helper: Helper
  private askedAt: number[] = []
  private mutedUntil = 0
  private readonly errands = new Map<number, number>()
  /** Errands in hand. */
  inHand = 0

  constructor(cast: Cast, helper: Helper) {
    this.cast = cast
    this.helper = helper
  }

  /** His phone rings. True where he looks at it at all. */
  noticesAsk(): boolean {
    const { town, lots, ledger } = this.cast
    const { now } = town
    if (this.helper.role !== 'volunteer') return true
    this.askedAt = [...this.askedAt.filter((at) => now - at < WEEK_MS), now]
    if (now < this.mutedUntil || this.isAway(now)) return false
    if (this.tooManyAsks() > 0 && lots.happens(assumed('muteShare'), this.helper.id, 'mute', now)) {
      const { least, most } = assumed('muteDays')
      this.mutedUntil = now + lots.between(least, most, this.helper.id, 'muted', now) * DAY_MS
      ledger.mutes += 1
      return false
    }
    return true
  }

  /** The chance that he says yes to this errand now. */
  chanceFor(errand: Nearness & { category: Category; urgent: boolean }): number {
    if (this.helper.role === 'enterprise') return this.shopChance(errand.category)
    const { now } = this.cast.town
    if (this.errandsOn(now) >= this.helper.errandsADay) return 0
    const skilled = this.helper.skills.includes(errand.category)
    const rain = this.today(now)?.rain === true
    const chance =
      this.helper.accepts *
      assumed('nearFactor')[distanceTo(this.helper, errand)] *
      assumed('kindFactor')[skilled ? 'skill' : 'other'] *
      assumed('hourFactor')[partOfDay(now)] *
      (rain ? assumed('rainWillingness') : 1) *
      assumed('fatigueAnAsk') ** this.tooManyAsks()
    return Math.min(0.98, chance)
  }

  takesErrand(): void {
    const day = dayOf(this.cast, this.cast.town.now)
    this.errands.set(day, (this.errands.get(day) ?? 0) + 1)
    this.inHand += 1
  }

  endsErrand(): void {
    this.inHand = Math.max(0, this.inHand - 1)
  }

  private shopChance(category: Category): number {
    const { lots, town } = this.cast
    const soldOut = lots.happens(
      assumed('outOfStockShare'),
      this.helper.id,
      category,
      'sold out',
      dayOf(this.cast, town.now),
    )
    if (soldOut || !this.isOpen(town.now)) return 0
    return this.inHand < assumed('shopOrdersAtOnce') ? this.helper.accepts : 0
  }

  isOpen(at: number): boolean {
    const { freeHours } = this.helper
    return freeHours.length === 0 || coversInstant(freeHours, new Date(at))
  }

  private isAway(now: number): boolean {
    const { lots } = this.cast
    const day = dayOf(this.cast, now)
    const ill = this.today(now)?.sick === true && lots.happens(assumed('sickWaves').helpersOff, this.helper.id, 'ill')
    return ill || day >= this.helper.leavesOn || lots.happens(assumed('dayOffShare'), this.helper.id, 'off', day)
  }

  private today(now: number) {
    return this.cast.month.days[dayOf(this.cast, now)]
  }

  private tooManyAsks(): number {
    return Math.max(0, this.askedAt.length - this.helper.comfortableAsks)
  }

  private errandsOn(now: number): number {
    return this.errands.get(dayOf(this.cast, now)) ?? 0
  }
}

const SHANGHAI_MS = 8 * 3_600_000

function partOfDay(now: number): 'morning' | 'day' | 'evening' | 'night' {
  const hour = new Date(now + SHANGHAI_MS).getUTCHours()
  if (hour < 7 || hour >= 22) return 'night'
  if (hour < 9) return 'morning'
  return hour < 18 ? 'day' : 'evening'
}

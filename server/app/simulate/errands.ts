import { DomainError } from '@yimin/shared/errors/domainError'
import {
  deliverRequest,
  handOverWithCode,
  isBought,
  postponeRequest,
  releaseRequest,
  reportProgress,
  unseal,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { assumed } from './assumptions.ts'
import type { Cast } from './cast.ts'
import { lookAt } from './cast.ts'
import { MINUTE_MS } from './community.ts'
import type { Helper } from './community.ts'
import type { Habits } from './habits.ts'
import { distanceTo } from './habits.ts'
import { SAYS } from './sentences.ts'

const HAND_OVER_MINUTES = 3
const EARLY_MINUTES = 5
const LATER_MINUTES = 60
const WRONG_CODE = '0000'

interface Trip {
  helper: Helper
  requestId: string
  /** Of which acceptance it is: whoever takes the same request again begins anew. */
  acceptedAt: number
  names: string[]
}

/** What happens between the acceptance and the door: setting off, arriving, handing over; and what goes wrong on the way. */
export class Errands {
  private readonly cast: Cast
  private readonly habitsOf: (helperId: string) => Habits
  private readonly under = new Set<string>()
  /** How often a helper has set out for the same request. */
  private readonly times = new Map<string, number>()

  constructor(cast: Cast, habitsOf: (helperId: string) => Habits) {
    this.cast = cast
    this.habitsOf = habitsOf
  }

  /** The address has come: the helper plans his way. */
  setOut(helper: Helper, requestId: string): Promise<void> {
    return this.begin(helper, requestId, false)
  }

  /** A reminder has come: whoever had forgotten may think of it. */
  async remember(helper: Helper, requestId: string): Promise<void> {
    if (this.cast.lots.happens(assumed('remembersShare'), helper.id, 'remembers', this.cast.town.now))
      await this.begin(helper, requestId, true)
  }

  private async begin(helper: Helper, requestId: string, reminded: boolean): Promise<void> {
    const known = await lookAt(this.cast, requestId)
    const { request, need } = known ?? {}
    if (!request || !need || request.assignee?.personId !== helper.id || request.status !== 'accepted') return
    const acceptedAt = request.assignee.acceptedAt.getTime()
    const again = `${helper.id}/${need.demand.id}`
    const nth = (this.times.get(again) ?? 0) + 1
    const trip: Trip = { helper, requestId, acceptedAt, names: [helper.id, need.demand.id, String(nth)] }
    if (this.under.has(keyOf(trip))) return
    this.times.set(again, nth)
    this.under.add(keyOf(trip))
    this.habitsOf(helper.id).takesErrand()
    this.goOrNot(trip, request, reminded)
  }

  /** Somebody else has it, or nobody needs it any more. */
  takeAway(helper: Helper, requestId: string): void {
    for (const key of this.under) if (key.startsWith(`${helper.id}/${requestId}/`)) this.end(helper, key)
  }

  /** Whether this helper is known to have forgotten it: what a worker hears who rings him. */
  hasForgotten(helperId: string, requestId: string, acceptedAt: number): boolean {
    return !this.under.has(`${helperId}/${requestId}/${acceptedAt}`)
  }

  private goOrNot(trip: Trip, request: RequestDoc, reminded: boolean): void {
    const { lots, town, ledger } = this.cast
    const isShop = trip.helper.role === 'enterprise'
    if (!isShop && !reminded && lots.happens(assumed('noShowShare'), ...trip.names, 'no show')) {
      ledger.noShows += 1
      this.end(trip.helper, keyOf(trip))
      return
    }
    const { median, spread } = assumed('leaveMinutes')
    const leaves = town.now + lots.span(median, spread, ...trip.names, 'leaves') * MINUTE_MS
    if (!isShop && lots.happens(assumed('giveBackShare'), ...trip.names, 'gives back')) {
      town.at(leaves, () => this.giveBack(trip))
      return
    }
    const way = this.minutesOnTheWay(trip, request) * MINUTE_MS
    const wished = request.when?.from === undefined ? 0 : (request.assignee?.promisedAt.getTime() ?? 0)
    if (this.isLate(trip) && lots.happens(assumed('tellsLateShare'), ...trip.names, 'tells')) {
      town.at(leaves + 5 * MINUTE_MS, () => this.postpone(trip))
    }
    const setsOff = Math.max(leaves, wished - way - EARLY_MINUTES * MINUTE_MS)
    town.at(setsOff, () => this.report(trip, 'start'))
    town.at(setsOff + way, () => this.report(trip, 'arrive'))
    town.at(setsOff + way + HAND_OVER_MINUTES * MINUTE_MS, () => this.handOver(trip))
  }

  private minutesOnTheWay({ helper, names }: Trip, request: RequestDoc): number {
    const { lots } = this.cast
    const late = this.isLate({ names }) ? 60 + 60 * lots.share(...names, 'how late') : 0
    if (helper.role === 'enterprise') {
      const { median, spread } = assumed('shopErrandMinutes')
      return late + lots.span(median, spread, ...names, 'way')
    }
    const { spread, bought, ...minutes } = assumed('errandMinutes')
    const usual = minutes[distanceTo(helper, request.place)] + (isBought(request) ? bought : 0)
    return late + lots.span(usual, spread, ...names, 'way')
  }

  private isLate({ names }: Pick<Trip, 'names'>): boolean {
    return this.cast.lots.happens(assumed('lateShare'), ...names, 'late')
  }

  private async postpone(trip: Trip): Promise<void> {
    const request = await this.stillHis(trip)
    if (request)
      await postponeRequest(this.cast.town.platform, request, trip.helper.id, LATER_MINUTES, `sim.late.${keyOf(trip)}`)
  }

  private async giveBack(trip: Trip): Promise<void> {
    this.end(trip.helper, keyOf(trip))
    await releaseRequest(this.cast.town.platform, trip.requestId, trip.helper.id, `sim.back.${keyOf(trip)}`)
  }

  private async report(trip: Trip, step: 'start' | 'arrive'): Promise<void> {
    const request = await this.stillHis(trip)
    if (request) await reportProgress(this.cast.town.platform, request, trip.helper.id, step)
  }

  private async handOver(trip: Trip): Promise<void> {
    const request = await this.stillHis(trip)
    this.end(trip.helper, keyOf(trip))
    if (!request) return
    const { lots, gateway, town } = this.cast
    const { helper, names, requestId } = trip
    const cause = `sim.done.${keyOf(trip)}`
    const told = (share: number, what: string) => lots.happens(share, ...names, what)
    if (told(assumed('codeShare'), 'code')) return this.useCode(trip, request, cause)
    if (told(assumed('byChatShare'), 'says') && helper.role !== 'enterprise') {
      gateway.say({
        id: cause,
        from: { id: helper.id, name: helper.name },
        text: `${lots.oneOf(SAYS.delivered, ...names)} ${request.code}`,
      })
      return
    }
    await deliverRequest(town.platform, requestId, helper.id, cause)
  }

  private async useCode({ helper, names, requestId }: Trip, request: RequestDoc, cause: string): Promise<void> {
    const { lots, ledger, town } = this.cast
    if (lots.happens(assumed('wrongCodeShare'), ...names, 'wrong code')) {
      ledger.wrongCodes += 1
      await handOverWithCode(town.platform, requestId, helper.id, WRONG_CODE, `${cause}.wrong`).catch(refusal)
    }
    const { handoverCode = '' } = unseal(town.platform, request)
    await handOverWithCode(town.platform, requestId, helper.id, handoverCode, cause)
  }

  private async stillHis({ helper, requestId, acceptedAt }: Trip): Promise<RequestDoc | undefined> {
    const request = (await lookAt(this.cast, requestId))?.request
    const his = request?.assignee?.personId === helper.id && request.assignee.acceptedAt.getTime() === acceptedAt
    return his && request.status === 'accepted' ? request : undefined
  }

  private end(helper: Helper, key: string): void {
    if (this.under.delete(key)) this.habitsOf(helper.id).endsErrand()
  }
}

const keyOf = ({ helper, requestId, acceptedAt }: Trip): string => `${helper.id}/${requestId}/${acceptedAt}`

/** The wrong digits are refused on purpose; anything else is a fault. */
function refusal(error: unknown): void {
  if (!(error instanceof DomainError)) throw error
}

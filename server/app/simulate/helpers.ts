import { acceptTrip, declineOffer } from '../../dispatch/index.ts'
import { findPerson } from '../../people/index.ts'
import { findRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { assumed } from './assumptions.ts'
import type { Cast } from './cast.ts'
import type { Known } from './cast.ts'
import { joinsAt, lookAt } from './cast.ts'
import { MINUTE_MS } from './community.ts'
import type { Helper } from './community.ts'
import { Errands } from './errands.ts'
import type { Coming, Word } from './gateway.ts'
import { Habits } from './habits.ts'
import type { Need } from './ledger.ts'
import { SAYS } from './sentences.ts'

const OFFER = 'dispatch.offer'
const OFFER_IN_GROUP = 'dispatch.offerInGroup'
const ASSIGNMENT = 'dispatch.assignment'
const NUDGE = 'dispatch.nudge'
const TAKEN_AWAY = ['dispatch.takenOver', 'dispatch.cancelled']
/** Whoever is called by phone in the group's stead notices at once. */
type How = 'alone' | 'group'

/** Volunteers, shops and workers who are asked: what they answer, and when. */
export class Helpers {
  private readonly cast: Cast
  private readonly habits = new Map<string, Habits>()
  private readonly times = new Map<string, number>()
  readonly errands: Errands

  constructor(cast: Cast) {
    this.cast = cast
    for (const helper of cast.helpers.values()) this.habits.set(helper.id, new Habits(cast, helper))
    this.errands = new Errands(cast, (helperId) => this.habitsOf(helperId))
  }

  habitsOf(helperId: string): Habits {
    return this.habits.get(helperId) as Habits
  }

  /** Words for this helper alone. */
  async hear(helper: Helper, word: Word): Promise<void> {
    if (word.about === undefined) return
    if (word.template === OFFER) this.consider(helper, await lookAt(this.cast, word.about), 'alone')
    if (word.template === ASSIGNMENT) await this.errands.setOut(helper, word.about)
    if (word.template === NUDGE) await this.errands.remember(helper, word.about)
    if (TAKEN_AWAY.includes(word.template)) this.errands.takeAway(helper, word.about)
  }

  /** A word in the group that asks all who read it: they all see the same. */
  async hearInGroup(word: Word): Promise<void> {
    if (word.template !== OFFER_IN_GROUP || word.about === undefined) return
    const known = await lookAt(this.cast, word.about)
    for (const helper of this.cast.helpers.values()) {
      if (helper.role === 'volunteer') this.consider(helper, known, 'group')
    }
  }

  private consider(helper: Helper, known: Known | undefined, how: How): void {
    const { lots, town, ledger, gateway, begin } = this.cast
    if (!known || town.now < joinsAt(helper, begin)) return
    const requestId = known.request._id
    ledger.asks.push({ requestId, helperId: helper.id, at: town.now, inGroup: how === 'group' })
    const habits = this.habitsOf(helper.id)
    if (how === 'alone' && !habits.noticesAsk()) return
    const { request, need } = known
    const names = [helper.id, need.demand.id, this.nth(helper, requestId), how] as const
    const chance = habits.chanceFor({ ...request.place, category: request.category, urgent: request.urgent })
    const goes = lots.happens(how === 'alone' ? chance : chance * assumed('groupOfferFactor'), ...names, 'goes')
    const minutes = lots.span(helper.answer.median, helper.answer.spread, ...names, 'minutes')
    const at = town.now + minutes * MINUTE_MS
    if (goes) {
      if (this.acceptsByChat(helper, need)) gateway.expect(at, acceptance(request, need, how))
      town.at(at, () => this.accept(helper, request, need, how))
    } else if (how === 'alone' && lots.happens(assumed('saysNoShare'), ...names, 'says no'))
      town.at(at, () => declineOffer(town.platform, requestId, helper.id))
  }

  /** How often this helper has heard of this request. */
  private nth(helper: Helper, requestId: string): number {
    const key = `${helper.id}/${requestId}`
    const count = (this.times.get(key) ?? 0) + 1
    this.times.set(key, count)
    return count
  }

  private acceptsByChat(helper: Helper, { demand }: Need): boolean {
    return this.cast.lots.happens(assumed('byChatShare'), helper.id, demand.id, 'by chat')
  }

  private async accept(helper: Helper, offered: RequestDoc, need: Need, how: How): Promise<void> {
    const { town, gateway } = this.cast
    const { _id } = offered
    const cause = `sim.${helper.id}.${_id}.${town.now}`
    if (this.acceptsByChat(helper, need)) {
      const from = { id: helper.id, name: helper.name }
      gateway.say({ id: cause, from, ...acceptance(offered, need, how) })
      return
    }
    const [request, person] = await Promise.all([findRequest(town.platform, _id), findPerson(town.platform, helper.id)])
    if (request?.status === 'open' && person) await acceptTrip(town.platform, request, person, cause)
  }
}

function acceptance({ code }: RequestDoc, { demand }: Need, how: How): Coming {
  return { text: SAYS.accept(code), ...(how === 'group' && { room: demand.resident.room }) }
}

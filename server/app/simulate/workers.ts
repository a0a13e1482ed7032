import { suggestHelpers } from '../../dispatch/index.ts'
import { closeAlarmsAbout } from '../../duty/index.ts'
import { approveRequest, assignRequest, enterRequest, rejectRequest, takeBackRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { assumed } from './assumptions.ts'
import type { Cast } from './cast.ts'
import { lookAt } from './cast.ts'
import { DAY_MS, DIRECTOR, MINUTE_MS, STATION, WORKERS } from './community.ts'
import { inboundIdOf } from './gateway.ts'
import type { Word } from './gateway.ts'
import type { Helpers } from './helpers.ts'
import type { Need } from './ledger.ts'

const CALLED_AT_MOST = 6
const AGAIN_MINUTES = 45
const TRIES = 4
/** Alarms for which she takes up the phone. */
const RUNG_UP = ['nobody_accepted', 'late', 'no_show']

/** What staff do about what reaches them: look, ring people up, assign by hand, write down what nobody understood. */
export class Workers {
  private readonly cast: Cast
  private readonly helpers: Helpers
  /** What somebody of the staff has in hand already. */
  private readonly busy = new Set<string>()

  constructor(cast: Cast, helpers: Helpers) {
    this.cast = cast
    this.helpers = helpers
  }

  static includes(personId: string): boolean {
    return personId === DIRECTOR.id || WORKERS.some(({ id }) => id === personId)
  }

  /** An alarm reaches a phone of the staff. */
  hear(workerId: string, { template, about }: Word): void {
    if (!template.startsWith('alarm.') || about === undefined) return
    const kind = template.slice('alarm.'.length)
    const matter = `${kind}/${about}`
    if (this.busy.has(matter)) return
    this.busy.add(matter)
    const { lots, town } = this.cast
    const rings = RUNG_UP.includes(kind)
    const { median, spread } = assumed(rings ? 'workerCallsMinutes' : 'workerReviewMinutes')
    const minutes = lots.span(median, spread, 'worker', matter)
    town.at(this.atWork(town.now) + minutes * MINUTE_MS, async () => {
      this.busy.delete(matter)
      await this.see(workerId, kind, about)
    })
  }

  /** Now, or when the next shift begins. */
  private atWork(now: number): number {
    const [opens, closes] = [7 * 60 * MINUTE_MS, 22 * 60 * MINUTE_MS]
    const sinceMidnight = (((now - this.cast.begin) % DAY_MS) + DAY_MS) % DAY_MS
    if (sinceMidnight < opens) return now - sinceMidnight + opens
    return sinceMidnight < closes ? now : now - sinceMidnight + DAY_MS + opens
  }

  private async see(workerId: string, kind: string, about: string): Promise<void> {
    const { platform } = this.cast.town
    const known = await lookAt(this.cast, about)
    if (!known) await this.writeDown(workerId, about)
    else if (known.request.status === 'reviewing') await this.review(workerId, known.request, known.need)
    else if (kind === 'nobody_accepted') await this.find(workerId, known.request, known.need, 1)
    else if (kind === 'late' || kind === 'no_show') await this.ringLate(workerId, known.request)
    await closeAlarmsAbout(platform, about, [kind as Parameters<typeof closeAlarmsAbout>[2][number]], workerId)
  }

  private async review(workerId: string, { _id }: RequestDoc, { demand }: Need): Promise<void> {
    const { platform } = this.cast.town
    if (this.cast.lots.happens(assumed('workerRejectsShare'), demand.id, 'rejects'))
      await rejectRequest(platform, _id, workerId, `sim.reject.${_id}`, '站里办不了')
    else await approveRequest(platform, _id, workerId, `sim.approve.${_id}.${this.cast.town.now}`)
  }

  /** Rings one after the other until somebody goes; where nobody does, later again, and at last goes herself. */
  private async find(workerId: string, request: RequestDoc, need: Need, attempt: number): Promise<void> {
    const { town, lots } = this.cast
    if (request.status !== 'open') return
    const suggested = (await suggestHelpers(town.platform, request)).filter(({ suitable }) => suitable)
    const names = suggested.slice(0, CALLED_AT_MOST).map(({ person }) => person.id)
    const goes = names.find((id) => {
      const chance = this.helpers
        .habitsOf(id)
        .chanceFor({ ...request.place, category: request.category, urgent: request.urgent })
      return lots.happens(chance * assumed('workerAsksMore'), id, need.demand.id, 'rung up', attempt)
    })
    const chosen = goes ?? (attempt >= TRIES ? workerId : undefined)
    if (chosen !== undefined) {
      const cause = `sim.assign.${request._id}.${town.now}`
      await assignRequest(town.platform, request, chosen, workerId, cause)
      return
    }
    const again = this.atWork(town.now + AGAIN_MINUTES * MINUTE_MS)
    town.at(again, async () => {
      const now = await lookAt(this.cast, request._id)
      if (now) await this.find(workerId, now.request, need, attempt + 1)
    })
  }

  /** Whoever has forgotten is let off; whoever is on the way is left alone. */
  private async ringLate(workerId: string, request: RequestDoc): Promise<void> {
    const { assignee, status, _id } = request
    if (status !== 'accepted' || !assignee) return
    if (!this.helpers.errands.hasForgotten(assignee.personId, _id, assignee.acceptedAt.getTime())) return
    const by = { id: workerId, part: 'worker' as const }
    await takeBackRequest(this.cast.town.platform, _id, by, `sim.takeBack.${_id}.${this.cast.town.now}`)
  }

  /** What the assistant did not understand: she rings the resident up and writes it down herself. */
  private async writeDown(workerId: string, about: string): Promise<void> {
    const begins = inboundIdOf('')
    const need =
      about.startsWith(begins) && this.cast.ledger.needs.get(about.slice(begins.length).split('~')[0] as string)
    if (!need || need.requestId !== undefined) return
    const { demand } = need
    const clerk = { id: workerId, role: 'station_worker' as const, stationId: STATION }
    const asked = {
      asker: { id: demand.resident.id },
      channel: 'phone' as const,
      text: demand.text,
      category: demand.wish.kind,
      items: [],
      groups: [],
      urgent: demand.wish.urgent,
      dispatch: true,
    }
    const request = await enterRequest(this.cast.town.platform, asked, clerk, `${inboundIdOf(demand.id)}~hand`)
    need.byHand = true
    need.requestId = request._id
  }
}

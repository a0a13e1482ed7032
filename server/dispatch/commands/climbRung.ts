import type { UpdateFilter } from 'mongodb'
import { workerDueAt } from '@yimin/shared/dispatch/quietHours'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import { errandOf } from '../choose/suitable.ts'
import type { Choice } from '../choose/suitable.ts'
import { climb } from '../climb.ts'
import type { Climbing } from '../climb.ts'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { listCandidates } from '../queries/listCandidates.ts'
import { searchesOf, WORD_MS } from '../search.model.ts'
import type { AskedHelper, SearchDoc } from '../search.model.ts'

/**
 * Takes the next move of a search whose rung is due and writes it down: whom it asks, that it rests, or that the person at the
 * end has it. Two processes may try; one compare-and-set wins. Nothing where no rung is due, or another was quicker.
 */
export async function climbRung(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
): Promise<SearchDoc | undefined> {
  const now = platform.clock.now()
  if (!search.nextAt || search.nextAt > now) return undefined
  const move = await nextMove(platform, request, search, station, now)
  const climbed = await searchesOf(platform).findOneAndUpdate(
    { _id: request._id, v: search.v },
    { ...written(move, now), $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (!climbed) return undefined
  if (climbed.nextAt) {
    const hint = { id: `ask.${request._id}.${climbed.v}`, delayMs: climbed.nextAt.getTime() - now.getTime() }
    await platform.queues.add(askHelpersJob, { requestId: request._id }, hint)
  }
  return climbed
}

async function nextMove(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  { settings, rooms }: Station,
  now: Date,
): Promise<Climbing<Choice>> {
  const candidates = await listCandidates(platform, request)
  const passed = new Set(search.asked.map(({ personId }) => personId))
  const hasRoom = request.origin.channel === 'room' || rooms.length > 0
  return climb(search, {
    choose: (rung) =>
      chooseHelpers(errandOf(request), candidates, rung, settings)
        .filter(({ person }) => !passed.has(person.id))
        .slice(0, rung.ask),
    reaches: ({ person }) => person.canBeWrittenTo,
    // Never of what touches health or family.
    mayAskGroup: hasRoom && !search.groupAsked && kindOf(request.category, settings) !== 'sensitive',
    quietHours: settings.dispatch.quietHours,
    workerAt: workerDueAt(search.ladder, search.startedAt, settings.dispatch.quietHours),
    now,
  })
}

/** Whoever dies after writing this down leaves `unsaid`: somebody else says what is to be said. */
function written(move: Climbing<Choice>, now: Date): UpdateFilter<SearchDoc> {
  const said = { unsaid: true as const, updatedAt: now }
  if (move.act === 'rest') {
    const wordAt = new Date(move.until.getTime() + WORD_MS)
    return { $set: { ...said, rung: move.rung.id, nextAt: move.until, restsUntil: move.until, wordAt } }
  }
  if (move.act === 'worker')
    return {
      $set: { ...said, rung: move.rung.id },
      $unset: { nextAt: '', restsUntil: '' },
      $push: { climbs: { rung: move.rung.id, at: now, asked: 0 } },
    }
  const { rung, chosen, group, next, nextAt } = move
  const asked = chosen.map(({ person, reason }): AskedHelper => ({ personId: person.id, at: now, rung: rung.id, reason, state: 'asked' })) // prettier-ignore
  return {
    $set: { ...said, rung: next.id, nextAt, ...(group ? { groupAsked: true } : {}) },
    $unset: { restsUntil: '' },
    $push: {
      asked: { $each: asked },
      climbs: { rung: rung.id, at: now, asked: asked.length, ...(group ? { group: true } : {}) },
    },
  }
}

import type { UpdateFilter } from 'mongodb'
import { workerDueAt } from '@yimin/shared/dispatch/quietHours'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import { enoughOf } from '../choose/enoughOf.ts'
import { errandOf } from '../choose/suitable.ts'
import { climb } from '../climb.ts'
import type { Climbing } from '../climb.ts'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { listCandidates } from '../queries/listCandidates.ts'
import { askedAs, searchesOf, WORD_MS } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { spendAsks } from './spendAsks.ts'

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
  const move = await affordedMove(platform, request, search, station, now)
  const climbed = await searchesOf(platform).findOneAndUpdate(
    { _id: request._id, v: search.v },
    { ...written(move, search, now), $inc: { v: 1 } },
    { returnDocument: 'after' },
  )
  if (!climbed) return undefined
  if (climbed.nextAt) {
    const hint = { id: `ask.${request._id}.${climbed.v}`, delayMs: climbed.nextAt.getTime() - now.getTime() }
    await platform.queues.add(askHelpersJob, { requestId: request._id }, hint)
  }
  return climbed
}

const TRIES = 3

/** A helper whose budget another search has spent in the same moment is not asked: it is chosen anew, without him. */
async function affordedMove(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
  now: Date,
): Promise<Climbing<Choice>> {
  const asking = { requestId: request._id, stationId: request.stationId, round: search.round }
  for (let tries = 1; ; tries += 1) {
    const move = await nextMove(platform, request, search, station, now)
    if (move.act !== 'ask' || move.chosen.length === 0) return move
    const chosen = await spendAsks(platform, asking, move.chosen)
    if (chosen.length > 0 || tries === TRIES) return { ...move, chosen }
  }
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
      enoughOf(
        chooseHelpers(errandOf(request), candidates, rung, settings).filter(({ person }) => !passed.has(person.id)),
        rung.ask,
        settings,
      ),
    reaches: ({ person }) => person.canBeWrittenTo,
    // Never of what touches health or family.
    mayAskGroup: hasRoom && !search.groupAsked && kindOf(request.category, settings) !== 'sensitive',
    quietHours: settings.dispatch.quietHours,
    workerAt: workerDueAt(search.ladder, search.startedAt, settings.dispatch.quietHours),
    now,
  })
}

/** Whoever dies after writing this down leaves `unsaid`: somebody else says what is to be said. */
function written(move: Climbing<Choice>, { round }: SearchDoc, now: Date): UpdateFilter<SearchDoc> {
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
  const asked = chosen.map((one) => ({ ...askedAs(one), at: now, rung: rung.id, round }))
  return {
    $set: { ...said, rung: next.id, nextAt, ...(group ? { groupAsked: true } : {}) },
    $unset: { restsUntil: '' },
    $push: {
      asked: { $each: asked },
      climbs: { rung: rung.id, at: now, asked: asked.length, ...(group ? { group: true } : {}) },
    },
  }
}

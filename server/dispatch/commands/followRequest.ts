import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { asksOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { answerTo, dayOf, deedsOf, TAKEN } from '../standing.ts'
import type { Deed } from '../standing.ts'
import { HEARD_KEPT, blankStanding, standingsOf } from '../standing.model.ts'
import type { AskAnswer } from '../standing.model.ts'
import { beginWith } from './spendAsks.ts'

/** Works a step of a request into the standings of those whom it concerns; the same step again changes nothing. */
export async function followRequest(
  platform: Platform,
  moved: RequestMoved,
  ref: string,
  request: RequestDoc,
  search: SearchDoc | null,
): Promise<void> {
  const leaves = moved.from === 'open' && (moved.to !== 'open' || moved.step === 'join')
  if (search && (leaves || moved.step === 'relieve' || search.state === 'swapping'))
    await noteAnswers(platform, request, search)
  for (const deed of deedsOfStep(moved, request)) await noteDeed(platform, request.stationId, deed, ref)
}

/** The deeds of this very step: the last of its sort that the history tells of, one for each who has a seat. */
function deedsOfStep({ step, from, to, by }: RequestMoved, request: RequestDoc): Deed[] {
  const deeds = deedsOf(request)
  if (TAKEN.includes(step)) {
    const taken = deeds.findLast(({ what, personId }) => what === 'taken' && personId === by)
    return taken ? [taken] : []
  }
  if (to !== 'done' || from === 'done') return []
  const last = deeds.findLast(({ what }) => what === 'done')
  return deeds.filter(({ what, at }) => what === 'done' && at === last?.at)
}

async function noteAnswers(platform: Platform, request: RequestDoc, search: SearchDoc): Promise<void> {
  for (const asked of asksOf(search)) {
    const answer = answerTo(asked, request)
    if (answer && asked.round !== undefined)
      await noteAnswer(platform, asked.personId, request._id, asked.round, answer)
  }
}

/** One update finds the open ask, answers it and counts it. */
async function noteAnswer(
  platform: Platform,
  personId: string,
  requestId: string,
  round: number,
  answer: AskAnswer,
): Promise<void> {
  const open = { _id: personId, asks: { $elemMatch: { requestId, round, answer: { $exists: false } } } }
  const doc = await standingsOf(platform).findOne(open, { projection: { asks: 1 } })
  const note = doc?.asks.find((ask) => ask.requestId === requestId && ask.round === round)
  if (!note) return
  const counts = { [`cells.${note.cell}.asked`]: 1, ...(answer === 'yes' && { [`cells.${note.cell}.accepted`]: 1 }) }
  await standingsOf(platform).updateOne(open, {
    $set: { 'asks.$.answer': answer, updatedAt: platform.clock.now() },
    $inc: { v: 1, ...(answer === 'none' ? {} : counts) },
  })
}

async function noteDeed(platform: Platform, stationId: string, deed: Deed, ref: string): Promise<void> {
  const { personId, at, what } = deed
  const now = platform.clock.now()
  const update = {
    $inc: { v: 1, ...(what === 'taken' ? { [`days.${dayOf(at)}.taken`]: 1 } : { done: 1 }) },
    $push: { heard: { $each: [ref], $slice: -HEARD_KEPT } },
    $set: { updatedAt: now },
  }
  const first = { _id: personId, heard: { $ne: ref } }
  const standings = standingsOf(platform)
  const { matchedCount } = await standings.updateOne(first, update)
  if (matchedCount === 0 && !(await standings.findOne({ _id: personId }, { projection: { v: 1 } }))) {
    await beginWith(platform, blankStanding(personId, stationId, now))
    await standings.updateOne(first, update)
  }
  if (what === 'done')
    await standings.updateOne({ _id: personId, firstDoneAt: { $exists: false } }, { $set: { firstDoneAt: at } })
}

import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { asksOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { answerTo, dayOf, deedsOf, TAKEN } from '../standing.ts'
import type { Deed } from '../standing.ts'
import { HEARD_KEPT, blankStanding, standingsOf } from '../standing.model.ts'
import type { AskAnswer, StandingDoc } from '../standing.model.ts'
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
  const answers: Answer[] = []
  for (const asked of asksOf(search)) {
    const answer = answerTo(asked, request)
    if (answer && asked.round !== undefined)
      answers.push({ personId: asked.personId, requestId: request._id, round: asked.round, answer })
  }
  if (answers.length === 0) return
  const ids = [...new Set(answers.map(({ personId }) => personId))]
  const standings = standingsOf(platform).find({ _id: { $in: ids } }, { projection: { asks: 1 } })
  const asksOfEach = new Map((await standings.toArray()).map(({ _id, asks }) => [_id, asks]))
  for (const answer of answers) await noteAnswer(platform, answer, asksOfEach.get(answer.personId) ?? [])
}

interface Answer {
  personId: string
  requestId: string
  round: number
  answer: AskAnswer
}

/** One update finds the open ask, answers it and counts it; whoever was quicker has done the same. */
async function noteAnswer(
  platform: Platform,
  { personId, requestId, round, answer }: Answer,
  asks: StandingDoc['asks'],
): Promise<void> {
  const note = asks.find((ask) => ask.requestId === requestId && ask.round === round && !ask.answer)
  if (!note) return
  const open = { _id: personId, asks: { $elemMatch: { requestId, round, answer: { $exists: false } } } }
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

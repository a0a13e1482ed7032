import type { Platform } from '../../platform/platform.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import { asksSince, weekBefore } from '../standing.ts'
import { ASKS_KEPT, blankStanding, standingsOf } from '../standing.model.ts'
import type { AskNote, StandingDoc } from '../standing.model.ts'

/** The search and its round for which somebody is asked. */
export interface Asking {
  requestId: string
  stationId: string
  round: number
}

const TRIES = 5

/**
 * Writes the ask into each helper's standing before he is asked, and gives those who may be asked: two searches that choose the
 * same helper in the same moment do not break his budget. The same search's round spends one ask of him, however often it is
 * tried. A process that dies between this and the asking has spent an ask for nothing; the night's rebuilding gives it back.
 */
export async function spendAsks(platform: Platform, asking: Asking, chosen: readonly Choice[]): Promise<Choice[]> {
  if (chosen.length === 0) return []
  const ids = chosen.map(({ person }) => person.id)
  const found = await standingsOf(platform)
    .find({ _id: { $in: ids } })
    .toArray()
  const known = new Map(found.map((doc) => [doc._id, doc]))
  const spent = await Promise.all(chosen.map((choice) => spend(platform, asking, choice, known.get(choice.person.id))))
  return chosen.filter((_, i) => spent[i])
}

/** One helper's part: read, judged and written against the version that was read. */
async function spend(
  platform: Platform,
  { requestId, stationId, round }: Asking,
  { person: { id }, cell, asksAtMost }: Choice,
  first: StandingDoc | undefined,
): Promise<boolean> {
  const now = platform.clock.now()
  const note: AskNote = { requestId, round, at: now, cell }
  let doc: StandingDoc | null = first ?? null
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (doc?.asks.some((ask) => ask.requestId === requestId && ask.round === round)) return true
    if (doc && asksSince(doc, weekBefore(now)) >= asksAtMost) return false
    if (await written(platform, doc, note, { id, stationId })) return true
    doc = await standingsOf(platform).findOne({ _id: id })
  }
  return false
}

async function written(
  platform: Platform,
  doc: StandingDoc | null,
  note: AskNote,
  { id, stationId }: { id: string; stationId: string },
): Promise<boolean> {
  if (!doc)
    return beginWith(platform, {
      ...blankStanding(id, stationId, note.at),
      asks: [note],
      askedAt: [note.at],
      asked: 1,
      firstAskedAt: note.at,
    })
  const { modifiedCount } = await standingsOf(platform).updateOne(
    { _id: id, v: doc.v },
    {
      $push: {
        asks: { $each: [note], $slice: -ASKS_KEPT },
        askedAt: { $each: [note.at], $slice: -ASKS_KEPT },
      },
      $inc: { asked: 1, v: 1 },
      $set: { updatedAt: note.at, ...(doc.firstAskedAt ? {} : { firstAskedAt: note.at }) },
    },
  )
  return modifiedCount === 1
}

/** False where somebody else has begun it in the same moment. */
export async function beginWith(platform: Platform, doc: StandingDoc): Promise<boolean> {
  try {
    await standingsOf(platform).insertOne(doc)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

import type { Platform } from '../../platform/platform.ts'
import { insertTogether } from '../../platform/together.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import { asksSince, weekBefore } from '../standing.ts'
import { ASKS_KEPT, blankStanding, STANDINGS, standingsOf } from '../standing.model.ts'
import type { StandingDoc } from '../standing.model.ts'

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
  const afforded = new Set<Choice>()
  let left = chosen
  for (let tries = 0; tries < TRIES && left.length > 0; tries += 1) {
    const now = platform.clock.now()
    const all = await writeDown(platform, asking, left, now)
    left = all ? took(left, afforded) : await lookAgain(platform, asking, left, afforded, now)
  }
  return chosen.filter((one) => afforded.has(one))
}

/**
 * One trip for all of them. Each standing is changed by itself, and only where the ask is not written down yet and the budget
 * still bears it: the record judges both in the same instant in which it writes. Returns whether all were written.
 */
async function writeDown(
  platform: Platform,
  { requestId, round }: Asking,
  chosen: readonly Choice[],
  now: Date,
): Promise<boolean> {
  const { matchedCount } = await standingsOf(platform).bulkWrite(
    chosen.map(({ person, cell, asksAtMost }) => ({
      updateOne: {
        filter: {
          _id: person.id,
          asks: { $not: { $elemMatch: { requestId, round } } },
          ...(asksAtMost < Infinity && { $expr: { $gt: [asksAtMost, asksOfWeekBefore(now)] } }),
        },
        update: {
          $push: {
            asks: { $each: [{ requestId, round, at: now, cell }], $slice: -ASKS_KEPT },
            askedAt: { $each: [now], $slice: -ASKS_KEPT },
          },
          $inc: { asked: 1, v: 1 },
          $min: { firstAskedAt: now },
          $set: { updatedAt: now },
        },
      },
    })),
    { ordered: false },
  )
  return matchedCount === chosen.length
}

/** How many asks of a standing are younger than a week, for the record to count. */
function asksOfWeekBefore(now: Date) {
  return { $size: { $filter: { input: '$askedAt', as: 'at', cond: { $gt: ['$$at', weekBefore(now)] } } } }
}

function took(those: readonly Choice[], afforded: Set<Choice>): [] {
  for (const one of those) afforded.add(one)
  return []
}

/** Of some the ask was not written: who has been asked enough, who has it already, of whom nothing is remembered yet. Returns those to be tried again. */
async function lookAgain(
  platform: Platform,
  asking: Asking,
  chosen: readonly Choice[],
  afforded: Set<Choice>,
  now: Date,
): Promise<Choice[]> {
  const ids = chosen.map(({ person }) => person.id)
  const found = await standingsOf(platform)
    .find({ _id: { $in: ids } }, { projection: { asks: 1, askedAt: 1 } })
    .toArray()
  const known = new Map(found.map((doc) => [doc._id, doc]))
  const again: Choice[] = []
  await Promise.all(
    chosen.map(async (one) => {
      const doc = known.get(one.person.id)
      const isSpent = doc ? hasAsk(doc, asking) : await beginAsked(platform, asking, one, now)
      if (isSpent) afforded.add(one)
      else if (!doc || asksSince(doc, weekBefore(now)) < one.asksAtMost) again.push(one)
    }),
  )
  return again
}

function hasAsk({ asks }: Pick<StandingDoc, 'asks'>, { requestId, round }: Asking): boolean {
  return asks.some((ask) => ask.requestId === requestId && ask.round === round)
}

/** His first ask ever. */
function beginAsked(
  platform: Platform,
  { requestId, stationId, round }: Asking,
  { person: { id }, cell }: Choice,
  now: Date,
): Promise<boolean> {
  return beginWith(platform, {
    ...blankStanding(id, stationId, now),
    asks: [{ requestId, round, at: now, cell }],
    askedAt: [now],
    asked: 1,
    firstAskedAt: now,
  })
}

/** False where somebody else has begun it in the same moment. */
export function beginWith(platform: Platform, doc: StandingDoc): Promise<boolean> {
  return insertTogether(platform.db, STANDINGS, doc)
}

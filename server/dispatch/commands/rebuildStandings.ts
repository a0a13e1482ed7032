import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import { asksOf, searchesOf } from '../search.model.ts'
import { answerTo, dayOf, deedsOf } from '../standing.ts'
import { ASKS_KEPT, DAYS_KEPT, blankStanding, standingsOf } from '../standing.model.ts'
import type { StandingDoc } from '../standing.model.ts'

const DAY_MS = 86_400_000

/**
 * Makes the standings of a station anew from its searches and requests, as what happened would have made them. A standing that
 * somebody changes meanwhile is left as it is; the next night sees it again. Gives how many were put right.
 */
export async function rebuildStandings(platform: Platform, stationId: string): Promise<number> {
  const before = await standingsOf(platform).find({ stationId }).toArray()
  const versions = new Map(before.map((doc) => [doc._id, doc]))
  const made = await makeStandings(platform, stationId)
  let mended = 0
  for (const doc of before) if (!made.has(doc._id)) made.set(doc._id, blankStanding(doc._id, stationId, doc.updatedAt))
  for (const [id, doc] of made) {
    const known = versions.get(id)
    if (!known) mended += await begin(platform, doc)
    else if (!isSame(known, doc)) mended += await replace(platform, known, doc)
  }
  return mended
}

async function begin(platform: Platform, doc: StandingDoc): Promise<number> {
  const { upsertedCount } = await standingsOf(platform).updateOne(
    { _id: doc._id },
    { $setOnInsert: doc },
    { upsert: true },
  )
  return upsertedCount
}

async function replace(platform: Platform, known: StandingDoc, made: StandingDoc): Promise<number> {
  const next = { ...made, v: known.v + 1, heard: known.heard }
  const { modifiedCount } = await standingsOf(platform).replaceOne({ _id: known._id, v: known.v }, next)
  return modifiedCount
}

/** Pure of everything but reading: asks from the searches, deeds from the requests' histories. */
async function makeStandings(platform: Platform, stationId: string): Promise<Map<string, StandingDoc>> {
  const now = platform.clock.now()
  const standings = new Map<string, StandingDoc>()
  const of = (personId: string): StandingDoc => {
    const doc = standings.get(personId) ?? blankStanding(personId, stationId, now)
    standings.set(personId, doc)
    return doc
  }
  const searches = await searchesOf(platform).find({ stationId }).toArray()
  const searchOf = new Map(searches.map((search) => [search._id, search]))
  const requests = requestsOf(platform).find(
    { stationId },
    { projection: { history: 1, assignee: 1, companions: 1, helpersNeeded: 1 } },
  )
  for await (const request of requests) {
    for (const { what, personId, at } of deedsOf(request)) if (personId !== ERASED) addDeed(of(personId), what, at)
    const search = searchOf.get(request._id)
    for (const asked of search ? asksOf(search) : []) {
      const { personId, at, round, cell } = asked
      if (personId === ERASED || round === undefined || cell === undefined) continue
      const answer = answerTo(asked, request)
      addAsk(of(personId), { requestId: request._id, round, at, cell, ...(answer && { answer }) })
    }
  }
  for (const doc of standings.values()) trim(doc, now)
  return standings
}

function addDeed(doc: StandingDoc, what: 'taken' | 'done', at: Date): void {
  if (what === 'done') {
    doc.done += 1
    doc.firstDoneAt = earlier(doc.firstDoneAt, at)
    return
  }
  const day = dayOf(at)
  doc.days[day] = { taken: (doc.days[day]?.taken ?? 0) + 1 }
}

function addAsk(doc: StandingDoc, note: StandingDoc['asks'][number]): void {
  doc.asks.push(note)
  doc.asked += 1
  doc.firstAskedAt = earlier(doc.firstAskedAt, note.at)
  if (!note.answer || note.answer === 'none') return
  const { asked = 0, accepted = 0 } = doc.cells[note.cell] ?? {}
  const yes = accepted + (note.answer === 'yes' ? 1 : 0)
  doc.cells[note.cell] = { asked: asked + 1, ...(yes > 0 && { accepted: yes }) }
}

function earlier(a: Date | undefined, b: Date): Date {
  return a && a < b ? a : b
}

function trim(doc: StandingDoc, now: Date): void {
  doc.asks = doc.asks.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(-ASKS_KEPT)
  doc.askedAt = doc.asks.map(({ at }) => at)
  const first = dayOf(new Date(now.getTime() - DAYS_KEPT * DAY_MS))
  doc.days = Object.fromEntries(Object.entries(doc.days).filter(([day]) => day > first))
}

/** The same but for what only the nightly hand writes. */
function isSame(a: StandingDoc, b: StandingDoc): boolean {
  return saidOf(a) === saidOf(b)
}

function saidOf({ asks, askedAt, asked, cells, days, done, firstAskedAt, firstDoneAt }: StandingDoc): string {
  const sorted = <T>(parts: { [name: string]: T }) => Object.entries(parts).sort(([x], [y]) => (x < y ? -1 : 1))
  const counts = sorted(cells).map(([cell, count]) => [cell, count.asked ?? 0, count.accepted ?? 0])
  const notes = asks.map(({ requestId, round, at, cell, answer }) => [
    requestId,
    round,
    at.getTime(),
    cell,
    answer ?? '',
  ])
  return JSON.stringify([notes, askedAt, asked, counts, sorted(days), done, firstAskedAt, firstDoneAt])
}

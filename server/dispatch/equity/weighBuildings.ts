/** How it went with one request of a building. */
export interface Served {
  zone: string
  building: string
  /** Until somebody had it, or until it ended without; no more than `WAIT_AT_MOST` counts. */
  waitedMinutes: number
  /** It ended, and nobody had brought it. */
  undone: boolean
}

/** A building whose requests fare worse than the station's, and by how much its next ones are counted as waiting longer. */
export interface BehindBuilding {
  zone: string
  building: string
  headStartMinutes: number
}

/** One that lay for a day does not speak for all the others of its building. */
export const WAIT_AT_MOST = 180
/** Fewer tell nothing. */
const FEWEST = 5
/** Each building is taken to have had so many requests more that went as the station's do. */
const AS_ALL = 10
/** So much longer than the station's mean, and so many of a hundred more undone: clearly. */
const CLEARLY_LONGER = 1.25
const CLEARLY_MORE = 0.05
/** No building gets more. */
export const HEAD_START_AT_MOST = 10

/**
 * Buildings that waited clearly longer than the station, or whose requests ended undone clearly more often. Small numbers are
 * drawn towards the station's own, so that one bad day is no pattern. Pure.
 */
export function weighBuildings(served: readonly Served[]): BehindBuilding[] {
  const station = sumOf(served)
  if (station.count === 0) return []
  const usual = { wait: station.waited / station.count, undone: station.undone / station.count }
  return [...byBuilding(served).values()].flatMap((list) => {
    const [one] = list
    const sum = sumOf(list)
    if (!one || sum.count < FEWEST) return []
    const wait = (sum.waited + AS_ALL * usual.wait) / (sum.count + AS_ALL)
    const undone = (sum.undone + AS_ALL * usual.undone) / (sum.count + AS_ALL)
    const headStartMinutes = Math.max(
      wait >= CLEARLY_LONGER * usual.wait ? wait - usual.wait : 0,
      undone - usual.undone >= CLEARLY_MORE ? 100 * (undone - usual.undone) : 0,
    )
    if (headStartMinutes === 0) return []
    const { zone, building } = one
    return [{ zone, building, headStartMinutes: Math.min(HEAD_START_AT_MOST, Math.ceil(headStartMinutes)) }]
  })
}

function byBuilding(served: readonly Served[]): Map<string, Served[]> {
  const lists = new Map<string, Served[]>()
  for (const one of served) {
    const name = JSON.stringify([one.zone, one.building])
    const list = lists.get(name)
    if (list) list.push(one)
    else lists.set(name, [one])
  }
  return lists
}

function sumOf(served: readonly Served[]) {
  let [waited, undone] = [0, 0]
  for (const one of served) {
    waited += Math.min(WAIT_AT_MOST, Math.max(0, one.waitedMinutes))
    undone += one.undone ? 1 : 0
  }
  return { count: served.length, waited, undone }
}

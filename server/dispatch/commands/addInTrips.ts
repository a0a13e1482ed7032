/** As many as one trip to the queue carries. */
const AT_ONCE = 100

/** Adds jobs in their order, a hundred on the way at a time: after an emptied queue thousands are to be added anew. */
export async function addInTrips<One>(list: readonly One[], add: (one: One) => Promise<void>): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) await Promise.all(list.slice(from, from + AT_ONCE).map(add))
}

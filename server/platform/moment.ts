import type { Db } from 'mongodb'

type Moment = (go: () => void) => void

const moments = new WeakMap<Db, Moment>()

/**
 * Lets something happen at the end of this moment, when all who ask the record now have asked: with a real engine a round of the
 * loop, in which all answers that have arrived together are worked through.
 */
export function atEndOfMoment(db: Db, go: () => void): void {
  const end = moments.get(db) ?? setImmediate
  end(go)
}

/**
 * Of a record that answers within the process, where nothing but the record is asked: its moments end when nobody has anything
 * left to do, which takes no round of the loop.
 */
export function endMomentsAtOnce(db: Db): void {
  moments.set(db, endOfWork)
}

const ends: (() => void)[] = []

/**
 * The same where moments end one after the other, as with a real engine: whoever goes on after the first of them is still in time for the next.
 */
export function endMomentsInTurn(db: Db): void {
  moments.set(db, (go) => {
    if (ends.push(go) === 1) endOfWork(endNext)
  })
}

function endNext(): void {
  ends[0]?.()
  ends.shift()
  if (ends.length > 0) endOfWork(endNext)
}

/** After everybody who can go on has gone on. */
export const endOfWork: Moment = (go) => process.nextTick(go)

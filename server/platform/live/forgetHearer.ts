import type { Db } from 'mongodb'
import { hintsOf } from './live.model.ts'

/** Whoever left hears of nothing any more, and no hint names him. Harmless the second time. */
export async function forgetHearer(db: Db, personId: string): Promise<void> {
  await hintsOf(db).updateMany({ people: personId }, { $pull: { people: personId } })
}

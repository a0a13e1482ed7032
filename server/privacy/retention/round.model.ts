import type { Platform } from '../../platform/platform.ts'

/** When the house looks next for what is past its time; one row. */
export interface RoundDoc {
  _id: string
  nextAt: Date
}

export const RETENTION_ROUNDS = 'retention_rounds'

export function roundsOf(platform: Pick<Platform, 'db'>) {
  return platform.db.collection<RoundDoc>(RETENTION_ROUNDS)
}

import type { Db } from 'mongodb'
import type { CollectionIndexes } from '../mongo.ts'

/** By which master key the record is sealed. */
export interface SealDoc {
  _id: 'vault'
  fingerprint: string
  /** The key is being exchanged: nobody else may open the record. */
  exchange?: KeyExchange
  /** When it was exchanged the last time, and the fingerprint of the key before. */
  exchangedAt?: Date
  before?: string
}

/** `looking`: nothing was changed yet. `sealing`: some values are under the next key, and some may not be. */
export interface KeyExchange {
  next: string
  since: Date
  state: 'looking' | 'sealing'
}

/** A process that works on the record just now. */
export interface ProcessDoc {
  _id: string
  /** `web`, `worker`, or the command's name. */
  name: string
  /** Its name, the start of its system, and the numbering of processes in it; empty where the system does not tell. */
  machine: string
  pid: number
  /** Renewed while it lives. */
  until: Date
}

export const SEALS = 'seals'
export const PROCESSES = 'processes'

type Ground = { db: Db }

export const sealsOf = ({ db }: Ground) => db.collection<SealDoc>(SEALS)
export const processesOf = ({ db }: Ground) => db.collection<ProcessDoc>(PROCESSES)

export const sealIndexes: CollectionIndexes[] = [
  { collection: PROCESSES, indexes: [{ key: { until: 1 }, expireAfterSeconds: 0 }] },
]

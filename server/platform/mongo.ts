import { MongoClient, MongoServerError } from 'mongodb'
import type { Db, IndexDescription } from 'mongodb'
import { wakeWritersOnClose } from './mongoWake.ts'

/** The indexes that one collection needs; every domain lists its own, app/ creates them at start. */
export interface CollectionIndexes {
  collection: string
  indexes: IndexDescription[]
}

export interface Record {
  client: MongoClient
  db: Db
  close(): Promise<void>
}

/**
 * Opens the record. Writes are acknowledged once they are in the journal; a replica set asks for more in its URI (`?w=majority`).
 * Throws the driver's error when the server does not answer within 5 s.
 */
export async function openRecord(uri: string, dbName: string): Promise<Record> {
  wakeWritersOnClose()
  const client = new MongoClient(uri, {
    retryWrites: false,
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 5_000,
    maxPoolSize: 24,
    ignoreUndefined: true,
    ...(uri.includes('w=') ? {} : { writeConcern: { w: 1, journal: true } }),
  })
  await client.connect()
  const db = client.db(dbName)
  return { client, db, close: () => client.close() }
}

/** Creates what is missing; existing indexes are left alone. */
export async function ensureIndexes(db: Db, wanted: CollectionIndexes[]): Promise<void> {
  const missing = wanted.filter(({ indexes }) => indexes.length > 0)
  await Promise.all(missing.map(({ collection, indexes }) => db.collection(collection).createIndexes(indexes)))
}

/** Two writers met at a unique index. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 11000
}

import DataLoader from 'dataloader'
import { MongoBulkWriteError } from 'mongodb'
import type { Db, Document, WriteError } from 'mongodb'
import { atEndOfMoment } from './moment.ts'

/** Most that one trip carries. */
const TRIP = 200
/** Trips of one kind that are under way at once. Who comes meanwhile travels with the next: the busier it is, the fuller they go. */
const AT_ONCE = 2

const loaders = new WeakMap<Db, Map<string, DataLoader<unknown, unknown>>>()

/** Lets trips of one kind leave: at the end of the moment, or when one that is under way has arrived. */
class Departures {
  private underWay = 0
  private readonly waiting: (() => void)[] = []
  private readonly db: Db

  constructor(db: Db) {
    this.db = db
  }

  ask(go: () => void): void {
    if (this.underWay >= AT_ONCE) {
      this.waiting.push(go)
      return
    }
    this.underWay += 1
    atEndOfMoment(this.db, go)
  }

  arrived(): void {
    const next = this.waiting.shift()
    if (next) atEndOfMoment(this.db, next)
    else this.underWay -= 1
  }
}

/** One loader for each record and purpose; nothing is kept: it only lets those who ask in the same moment share a trip. */
function loaderOf<K, V>(db: Db, name: string, load: (keys: readonly K[]) => Promise<(V | Error)[]>): DataLoader<K, V> {
  const mine = loaders.get(db) ?? new Map<string, DataLoader<unknown, unknown>>()
  loaders.set(db, mine)
  const known = mine.get(name) as DataLoader<K, V> | undefined
  if (known) return known
  const departures = new Departures(db)
  const fresh = new DataLoader<K, V>((keys) => load(keys).finally(() => departures.arrived()), {
    cache: false,
    maxBatchSize: TRIP,
    batchScheduleFn: (go) => departures.ask(go),
  })
  mine.set(name, fresh as DataLoader<unknown, unknown>)
  return fresh
}

/**
 * Reads by key; all who ask in the same moment share one trip to the record, and those who ask for the same get the same: nobody
 * may change it. A trip leaves after the last of its passengers has asked, so nobody is given what is older than his question.
 * `load` gives what it finds; a key that is not in its answer is `undefined`.
 */
export function readTogether<V>(
  db: Db,
  name: string,
  key: string,
  load: (keys: string[]) => Promise<Map<string, V>>,
): Promise<V | undefined> {
  const loader = loaderOf<string, V | undefined>(db, name, async (keys) => {
    const found = await load([...new Set(keys)])
    return keys.map((one) => found.get(one))
  })
  return loader.load(key)
}

interface Named extends Document {
  _id: string
}

/** Reads one document by its id, or part of it; whoever asks in the same moment for the same kind of thing shares the trip. */
export function findTogether<T extends Named>(
  db: Db,
  collection: string,
  id: string,
  projection?: Document,
): Promise<T | undefined> {
  const name = `find.${collection}.${projection ? Object.keys(projection).join() : ''}`
  return readTogether<T>(db, name, id, async (ids) => {
    const found = await db
      .collection<Named>(collection)
      .find({ _id: { $in: ids } }, projection && { projection })
      .toArray()
    return new Map(found.map((doc) => [doc._id, doc as unknown as T]))
  })
}

/**
 * Inserts unless one of its unique keys is taken; tells whether it was inserted. Each document is acknowledged, journaled, on its own:
 * only the trip is shared. Throws for every other fault of the record.
 */
export function insertTogether<T extends Document>(db: Db, collection: string, document: T): Promise<boolean> {
  const loader = loaderOf<T, boolean>(db, `insert.${collection}`, (documents) => insertEach(db, collection, documents))
  return loader.load(document)
}

/** Writes the same mark upon documents, by id; all who mark in the same moment share one update, acknowledged when it is in the journal. */
export async function markTogether(db: Db, collection: string, ids: string[], mark: Document): Promise<void> {
  const loader = loaderOf<string, true>(db, `mark.${collection}.${JSON.stringify(mark)}`, async (marked) => {
    await db.collection<{ _id: string }>(collection).updateMany({ _id: { $in: [...marked] } }, { $set: mark })
    return marked.map(() => true)
  })
  await loader.loadMany(ids).then((marked) => marked.forEach(throwFault))
}

/** One change of one document. */
export interface Change {
  filter: Document
  /** An update document, or a pipeline. */
  change: Document | Document[]
  /** Where the filter finds none, it is made. */
  upsert?: boolean
}

/**
 * Changes one document, where the filter still finds it; all who change something of a collection in the same moment share one
 * trip, acknowledged when it is in the journal. Each change is atomic by itself, as alone; they are done in no particular order.
 */
export async function changeTogether(db: Db, collection: string, change: Change): Promise<void> {
  const loader = loaderOf<Change, true>(db, `change.${collection}`, (changes) => changeEach(db, collection, changes))
  await loader.load(change)
}

async function changeEach(db: Db, collection: string, changes: readonly Change[]): Promise<(true | Error)[]> {
  const faults = await faultsOf(() =>
    db.collection(collection).bulkWrite(
      changes.map(({ filter, change, upsert = false }) => ({ updateOne: { filter, update: change, upsert } })),
      { ordered: false },
    ),
  )
  return changes.map((_, i) => (faults.has(i) ? new Error(faults.get(i)?.errmsg) : true))
}

/** What went wrong with single documents of a trip, by their place in it. Throws where the whole trip is in doubt. */
async function faultsOf(trip: () => Promise<unknown>): Promise<Map<number, WriteError>> {
  try {
    await trip()
    return new Map()
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const faults = new Map([error.writeErrors].flat().map((fault) => [fault.index, fault]))
    // A fault of the whole trip (no write concern, lost connection) leaves every document in doubt.
    if (faults.size === 0) throw error
    return faults
  }
}

function throwFault(result: unknown): void {
  if (result instanceof Error) throw result
}

async function insertEach(db: Db, collection: string, documents: readonly Document[]): Promise<(boolean | Error)[]> {
  const faults = await faultsOf(() => db.collection(collection).insertMany([...documents], { ordered: false }))
  return documents.map((_, i) => {
    const fault = faults.get(i)
    if (!fault) return true
    return fault.code === 11000 ? false : new Error(fault.errmsg)
  })
}

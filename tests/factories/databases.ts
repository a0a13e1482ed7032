import { randomBytes } from 'node:crypto'
import { MongoClient } from 'mongodb'

/** An empty database that one test has to itself. */
export interface BorrowedDatabase {
  name: string
  /** Once nothing writes into it any more. */
  giveBack(): Promise<void>
}

/** What stands in a database already: the indexes of the whole house, or those of station and people alone. */
export type Furnished = 'house' | 'ground'

/** Names of databases that nobody uses just now, in the engine in which they lie. */
const SHELF = 't_shelf'

/**
 * An empty database; the collections and indexes that it is wanted for may be there already, and no others. An engine takes a second to make the hundred files of
 * a whole record, and a moment to empty them: what one test has done with is handed on to the next.
 */
export async function borrowDatabase(furnished: Furnished): Promise<BorrowedDatabase> {
  const name = await withShelf(async (client) => {
    const known = await shelfOf(client).findOneAndDelete({ furnished })
    if (known === null) return `t_${randomBytes(6).toString('hex')}`
    // Emptied here and not where it was given back: by now the last write of the test before has landed.
    await empty(client, known._id)
    return known._id
  })
  return {
    name,
    giveBack: () => withShelf(async (client) => void (await shelfOf(client).insertOne({ _id: name, furnished }))),
  }
}

/** In one message: thirty of them, each for a collection that is mostly empty, take as long as the whole opening of a house. */
async function empty(client: MongoClient, database: string): Promise<void> {
  const collections = await client.db(database).collections()
  await client.bulkWrite(collections.map(({ namespace }) => ({ name: 'deleteMany', namespace, filter: {} })))
}

function shelfOf(client: MongoClient) {
  return client.db(SHELF).collection<{ _id: string; furnished: Furnished }>('free')
}

async function withShelf<T>(use: (client: MongoClient) => Promise<T>): Promise<T> {
  const { MONGODB_URI } = process.env
  if (!MONGODB_URI) throw new Error('MONGODB_URI is not set: run the tests through npm test')
  const client = await MongoClient.connect(MONGODB_URI, { retryWrites: false })
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

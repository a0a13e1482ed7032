import { MongoBulkWriteError, MongoServerError } from 'mongodb'

interface Fault {
  index: number
  code: number
  errmsg: string
}

/** What a bulk comes to: results of what was done, and what the record refused. An ordered one ends at its first fault. */
export function oneByOne<One, Result>(list: readonly One[], ordered: boolean, act: (one: One) => Result) {
  const results: Result[] = []
  const faults: Fault[] = []
  for (const [index, one] of list.entries()) {
    if (ordered && faults.length > 0) break
    try {
      results.push(act(one))
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error
      faults.push({ index, code: Number(error.code), errmsg: error.message })
    }
  }
  return { results, faults }
}

/** As the driver throws it. */
export function bulkFault(writeErrors: readonly Fault[], result: object): Error {
  return Object.assign(Object.create(MongoBulkWriteError.prototype) as Error, { code: 11000, writeErrors, result })
}

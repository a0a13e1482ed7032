import { MongoClient } from 'mongodb'
import { startThrowawayServices } from '../../setup/throwaway.mjs'

/**
 * Jest's global set-up: the real MongoDB engine and the real Redis in a throwaway directory, a pair for each worker, so that
 * test files that run at the same moment do not wear out one engine. Only TEST_… addresses are taken from outside, so that a
 * station's own MONGODB_URI is never tested upon.
 */
export default async function startServices({ maxWorkers }) {
  const { TEST_MONGODB_URI, TEST_REDIS_URL } = process.env
  const wanted = { mongo: !TEST_MONGODB_URI, redis: !TEST_REDIS_URL }
  const pairs = await Promise.all(Array.from({ length: maxWorkers }, () => startThrowawayServices(wanted)))
  pairs.forEach(({ mongodbUri, redisUrl }, i) => {
    process.env[`MONGODB_URI_${i + 1}`] = TEST_MONGODB_URI ?? withoutWaiting(mongodbUri)
    process.env[`REDIS_URL_${i + 1}`] = TEST_REDIS_URL ?? redisUrl
  })
  globalThis.yiminServices = pairs
  if (wanted.mongo) await Promise.all(pairs.map(({ mongodbUri }) => forgetClosedFiles(mongodbUri)))
}

/** Nobody kills these engines, and nothing of them is kept: a write need not wait for the disk. Tests that kill have engines of their own. */
function withoutWaiting(uri) {
  return `${uri}&w=1`
}

/**
 * Every test has a database of its own, each of some hundred files. An engine keeps the files of a dropped database open for
 * ten minutes; after some 150 of them it has no more to open, and dies.
 */
async function forgetClosedFiles(uri) {
  const client = await MongoClient.connect(uri)
  const wiredTigerEngineRuntimeConfig = 'file_manager=(close_idle_time=10,close_scan_interval=5)'
  await client.db('admin').command({ setParameter: 1, wiredTigerEngineRuntimeConfig })
  await client.close()
}

import { rmSync } from 'node:fs'
import path from 'node:path'
import { startMongo } from './mongo.mjs'
import { CACHE } from './place.mjs'
import { startRedis } from './redis.mjs'
import { holdDirectory, privateDirectory, runDirectory } from './runDirectory.mjs'
import { words } from './words.mjs'

/**
 * Starts the data services of one data directory, and keeps them running until `stop()`: MongoDB (a `mongod` of this
 * machine or the embedded engine) and a private Redis, both on Unix sockets in a 0700 directory. A service that dies is
 * started again on the same socket.
 *
 * @param {object} options
 * @param {string} options.dir data directory, made if missing
 * @param {(words: {zh: string, en: string}) => void} [options.log] progress and recoveries
 * @param {AbortSignal} [options.signal] gives up starting
 * @param {boolean} [options.held] true where the caller holds the directory already
 * @param {boolean} [options.mongo] false where MongoDB is given by a URL
 * @param {boolean} [options.redis] false where Redis is given by a URL
 * @returns {Promise<{mongodbUri?: string, redisUrl?: string, pids: () => {mongo?: number, redis?: number}, stop: () => Promise<void>}>}
 * @throws {import('./fault.mjs').SetupFault} with the sentence to show
 */
export async function startServices({
  dir,
  log = () => {},
  mongo: wantsMongo = true,
  redis: wantsRedis = true,
  held = false,
  signal,
}) {
  privateDirectory(path.resolve(dir))
  privateDirectory(CACHE)
  const run = runDirectory(dir)
  const { release } = held ? { release: () => {} } : await holdDirectory(run)
  const place = { dir: path.resolve(dir), run, cache: CACHE, say: log, signal }
  const onChange = (name) => (event) => log(event === 'died' ? words.recovering(name) : words.recovered(name))
  const [redis, mongo] = await Promise.allSettled([
    wantsRedis ? startRedis({ ...place, onChange: onChange('Redis') }) : undefined,
    wantsMongo ? startMongo({ ...place, onChange: onChange('MongoDB') }) : undefined,
  ])
  const stop = async () => {
    await redis.value?.stop()
    await mongo.value?.stop()
    for (const name of ['redis.sock', 'mongo.sock']) rmSync(path.join(run, name), { force: true })
    release()
  }
  const failed = [mongo, redis].find((each) => each.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  return {
    mongodbUri: mongo.value?.uri,
    redisUrl: redis.value?.uri,
    pids: () => ({ mongo: mongo.value?.pid(), redis: redis.value?.pid() }),
    stop,
  }
}

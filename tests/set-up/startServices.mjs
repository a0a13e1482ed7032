import { startThrowawayServices } from '../../setup/throwaway.mjs'

/**
 * Jest's global set-up: the real MongoDB engine and the real Redis in a throwaway directory. Only TEST_… addresses are
 * taken from outside, so that a station's own MONGODB_URI is never tested upon.
 */
export default async function startServices() {
  const { TEST_MONGODB_URI, TEST_REDIS_URL } = process.env
  const services = await startThrowawayServices({ mongo: !TEST_MONGODB_URI, redis: !TEST_REDIS_URL })
  process.env.MONGODB_URI = TEST_MONGODB_URI ?? services.mongodbUri
  process.env.REDIS_URL = TEST_REDIS_URL ?? services.redisUrl
  globalThis.yiminServices = services
}

import { createServer, type AddressInfo } from 'node:net'
import { createClient } from 'redis'
import type { DataServices } from './dataServices.ts'

export type RedisClient = ReturnType<typeof createClient>

/** The engine and the Redis that all tests of this run share. */
export function sharedServices(): DataServices {
  const { MONGODB_URI, REDIS_URL } = process.env
  if (!MONGODB_URI || !REDIS_URL) throw new Error('run the tests through npm test')
  return {
    mongodbUri: MONGODB_URI,
    redisUrl: REDIS_URL,
    own: false,
    kill: () => Promise.reject(new Error('these services are shared')),
    stop: () => Promise.resolve(),
  }
}

/** A short connection to Redis. */
export async function withRedis<T>(url: string, use: (redis: RedisClient) => Promise<T>): Promise<T> {
  const redis = openRedis(url)
  redis.on('error', () => undefined)
  await redis.connect()
  try {
    return await use(redis)
  } finally {
    redis.destroy()
  }
}

function openRedis(url: string): RedisClient {
  if (!url.startsWith('unix://')) return createClient({ url }) as RedisClient
  const path = decodeURIComponent(url.slice('unix://'.length))
  return createClient({ socket: { path, tls: false } }) as RedisClient
}

/** Two ports that nobody listens on now. */
export async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()]
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports as [number, number]
}

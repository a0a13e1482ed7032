import { PARTS } from './processes.ts'
import type { Stack } from './stack.ts'
import type { RedisClient } from './stackServices.ts'

/** The end of the talk, what waits in the record, and the end of the logs: for whoever reads a failed test. */
export async function describeStack(stack: Stack): Promise<string> {
  const talk = (await stack.sees('all').catch(() => []))
    .flatMap(({ id: where, messages }) => messages.map((message) => ({ where, ...message })))
    .sort((a, b) => a.seq - b.seq)
    .slice(-16)
    .map(({ where, seq, at, from, text }) => `${at.slice(11, 23)} ${seq} ${where} ${from.id}: ${text}`)
  const look = (name: string, filter: object, fields: string[]) =>
    stack.db
      .collection(name)
      .find(filter, { projection: Object.fromEntries(fields.map((field) => [field, 1])) })
      .sort({ _id: -1 })
      .limit(12)
      .toArray()
      .catch((error: Error) => [error.message])
  const waits = {
    inbound: await look('inbound', { state: { $ne: 'handled' } }, ['state', 'tries', 'receivedAt', 'lane']),
    outgoing: await look('outgoing', { state: { $ne: 'sent' } }, ['key', 'state', 'tries', 'leaseUntil', 'reason']),
    requests: await look('requests', {}, ['code', 'status', 'v', 'outbox', 'requesterId', 'assignee.personId']),
  }
  const jobs = await stack.withRedis((redis) => describeJobs(redis, stack.redisPrefix)).catch(() => [])
  const logs = PARTS.map((part) => `--- ${part}\n${stack.output[part].slice(-1_200)}`)
  return [...talk, JSON.stringify(waits), ...jobs, ...logs].join('\n')
}

/** Where the queues' jobs stand: one line for each list and job. */
async function describeJobs(redis: RedisClient, prefix: string): Promise<string[]> {
  const lines: string[] = []
  for (const key of (await redis.keys(`${prefix}:*`)).sort()) {
    const type = await redis.type(key)
    if (type === 'list') lines.push(`${key} ${(await redis.lRange(key, 0, -1)).join(' ')}`)
    if (type === 'set') lines.push(`${key} ${(await redis.sMembers(key)).join(' ')}`)
    if (type === 'zset') lines.push(`${key} ${(await redis.zRange(key, 0, -1)).join(' ')}`)
    if (type === 'string') lines.push(`${key} ${await redis.get(key)} ttl ${await redis.pTTL(key)}`)
    if (type === 'hash' && !key.endsWith(':meta')) lines.push(`${key} ${JSON.stringify(await redis.hGetAll(key))}`)
  }
  return lines
}

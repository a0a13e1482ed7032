import Koa from 'koa'
import { Queue, Worker } from 'bullmq'
import pino from 'pino'
import { openRecord } from '../../platform/mongo.ts'
import { openRedis } from '../../platform/queues/queues.ts'

/**
 * The floor that the product is measured against, on the same engine and Redis: bare Koa, one journaled insert, one BullMQ job.
 * Run as its own process; prints its port, then the number of worked jobs whenever it is asked on standard input.
 */
async function main(): Promise<void> {
  const log = pino({ level: 'silent' })
  const record = await openRecord(process.env['MONGODB_URI'] ?? '', `${process.env['MONGODB_DATABASE']}_floor`)
  const redis = openRedis(process.env['REDIS_URL'] ?? '', log)
  const workerRedis = openRedis(process.env['REDIS_URL'] ?? '', log)
  await Promise.all([redis.connect(), workerRedis.connect()])
  const prefix = `${process.env['REDIS_PREFIX']}_floor`
  const queue = new Queue('floor', { connection: redis as never, prefix })
  let worked = 0
  const worker = new Worker('floor', async () => void (worked += 1), {
    connection: workerRedis as never,
    prefix,
    concurrency: 16,
  })
  const messages = record.db.collection('messages')
  const app = new Koa()
  app.use(async (ctx) => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(chunk as Buffer)
    const message = JSON.parse(Buffer.concat(chunks).toString()) as object
    const { insertedId } = await messages.insertOne({ ...message })
    await queue.add('message', { id: insertedId.toString() }, { removeOnComplete: true, removeOnFail: true })
    ctx.body = { ok: true }
  })
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
  })
  process.on('message', () => process.send?.({ worked }))
  process.on('disconnect', () => {
    void worker.close().finally(() => process.exit(0))
  })
}

void main()

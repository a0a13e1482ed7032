import { createServer, connect, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { openRecord, type Record as TheRecord } from '../../../server/platform/mongo.ts'

/** A door before the tests' engine that can be slammed: every connection through it ends at once, as when the engine is killed. */
class Door {
  private readonly dir = mkdtempSync(path.join(os.tmpdir(), 'yimin-door-'))
  private readonly open = new Set<Socket>()
  private server!: Server

  get uri(): string {
    return `mongodb://${encodeURIComponent(path.join(this.dir, 'mongo.sock'))}/?directConnection=true`
  }

  async listen(engine: { path: string } | { host: string; port: number }): Promise<void> {
    this.server = createServer((inside) => {
      const outside = connect(engine)
      this.open.add(inside)
      inside.on('error', () => undefined).once('close', () => outside.destroy())
      outside.on('error', () => undefined).once('close', () => inside.destroy())
      inside.pipe(outside).pipe(inside)
    })
    await new Promise<void>((resolve) => this.server.listen(path.join(this.dir, 'mongo.sock'), resolve))
  }

  slam(): void {
    for (const socket of this.open) socket.destroy()
    this.open.clear()
  }

  async close(): Promise<void> {
    this.slam()
    await new Promise((resolve) => this.server.close(resolve))
    rmSync(this.dir, { recursive: true, force: true })
  }
}

const door = new Door()
let record: TheRecord

beforeAll(async () => {
  const { hosts } = new MongoClient(process.env.MONGODB_URI ?? '').options
  const [host] = hosts
  if (!host) throw new Error('run the tests through npm test')
  await door.listen(host.socketPath ? { path: host.socketPath } : { host: host.host ?? '', port: host.port ?? 27017 })
  record = await openRecord(door.uri, `lost_${process.pid}`)
})

afterAll(async () => {
  await record.close()
  await door.close()
})

test('whoever asks while the connections break gets an answer or an error, and never waits for ever', async () => {
  const settled = { answered: 0, failed: 0 }
  const ask = () =>
    record.db.command({ ping: 1 }).then(
      () => (settled.answered += 1),
      () => (settled.failed += 1),
    )
  let asked = 0
  for (let round = 0; round < 12; round += 1) {
    const asking: Promise<number>[] = []
    for (let i = 0; i < 20; i += 1) {
      asking.push(ask(), ask(), ask())
      asked += 3
      if (i === 10) door.slam()
      await new Promise((resolve) => setImmediate(resolve))
    }
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), 8_000).unref())
    expect(await Promise.race([Promise.all(asking), late])).not.toBe('late')
  }
  expect(settled.answered + settled.failed).toBe(asked)
  expect(settled.answered).toBeGreaterThan(0)
  expect(settled.failed).toBeGreaterThan(0)
}, 60_000)

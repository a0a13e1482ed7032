import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Inbox } from '../../bot/inbound/inbox.ts'
import { listSegments, SpoolReader, writeCursor } from '../../bot/inbound/spool.ts'
import { anEvent } from './events.ts'

let dir: string

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'yimin-inbox-')), 'spool')
})

afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }))

function open(
  more: { segmentBytes?: number; keepMs?: number; window?: number; now?: () => number } = {},
): Promise<Inbox> {
  return Inbox.open({ dir, now: Date.now, ...more })
}

async function readAll(after = 0): Promise<{ seq: number; id: string }[]> {
  const records = await new SpoolReader(dir, after).next(1_000_000)
  return records.map(({ seq, event }) => ({ seq, id: event?.messageId ?? '-' }))
}

test('what was taken is read back in order, also by another reader and after a restart', async () => {
  const inbox = await open()
  for (const id of ['a', 'b', 'c']) expect(await inbox.append(anEvent(id))).toBe('stored')
  await inbox.close()
  const again = await open()
  await again.append(anEvent('d'))
  expect(await readAll()).toEqual([
    { seq: 1, id: 'a' },
    { seq: 2, id: 'b' },
    { seq: 3, id: 'c' },
    { seq: 4, id: 'd' },
  ])
  expect(await readAll(2)).toEqual([
    { seq: 3, id: 'c' },
    { seq: 4, id: 'd' },
  ])
  await again.close()
})

test('the same message five times, at once and after a restart, is one entry', async () => {
  const inbox = await open()
  const answers = await Promise.all(Array.from({ length: 5 }, () => inbox.append(anEvent('a'))))
  expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1)
  await inbox.close()
  const again = await open()
  expect(await again.append(anEvent('a'))).toBe('known')
  expect(await readAll()).toHaveLength(1)
  await again.close()
})

test('folder and files are for this user only', async () => {
  const inbox = await open()
  await inbox.append(anEvent('a'))
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600)
  await inbox.close()
})

test('a line torn at any byte is dropped, all before it stay, and the next one is whole', async () => {
  const inbox = await open()
  await inbox.append(anEvent('a'))
  await inbox.append(anEvent('b'))
  await inbox.close()
  const [segment] = await listSegments(dir)
  const path = segment?.path ?? ''
  const whole = await readFile(path)
  const firstLine = whole.indexOf(10) + 1
  for (let cut = firstLine; cut < whole.length; cut += 7) {
    await writeFile(path, whole)
    await truncate(path, cut)
    const again = await open()
    await again.append(anEvent('c'))
    await again.close()
    expect((await readAll()).map(({ id }) => id)).toEqual(['a', 'c'])
  }
})

test('a damaged line is passed over', async () => {
  const inbox = await open()
  await inbox.append(anEvent('a'))
  const [segment] = await listSegments(dir)
  await appendFile(segment?.path ?? '', '00000000 {"seq":2}\nnonsense\n')
  await inbox.append(anEvent('b'))
  expect((await readAll()).map(({ id }) => id)).toEqual(['a', 'b'])
  await inbox.close()
})

test('a number is never used twice, even when the newest entries were lost after the server had confirmed them', async () => {
  const inbox = await open()
  await inbox.append(anEvent('a'))
  await inbox.close()
  await writeCursor(dir, 7)
  const again = await open()
  await again.append(anEvent('b'))
  expect(await readAll(7)).toEqual([{ seq: 8, id: 'b' }])
  await again.close()
})

test('confirmed old segments are removed, unconfirmed ones stay', async () => {
  const inbox = await open({ segmentBytes: 500, keepMs: 1_000 })
  for (let n = 0; n < 20; n += 1) await inbox.append(anEvent(`m${n}`))
  const before = await listSegments(dir)
  expect(before.length).toBeGreaterThan(4)
  const old = new Date(Date.now() - 60_000)
  for (const { path } of before.slice(0, -1)) await utimes(path, old, old)
  const third = before[2]
  await writeCursor(dir, (third?.first ?? 1) - 1)
  await inbox.removeConfirmed()
  expect((await listSegments(dir))[0]?.first).toBe(third?.first)
  await inbox.close()
})

test('a reader follows over the change of segments while it is written', async () => {
  const inbox = await open({ segmentBytes: 2_000 })
  const reader = new SpoolReader(dir, 0)
  const seen: string[] = []
  const writing = (async () => {
    for (let n = 0; n < 300; n += 1) await inbox.append(anEvent(`m${n}`))
  })()
  while (seen.length < 300) {
    for (const { event } of await reader.next(50)) seen.push(event?.messageId ?? '')
    await new Promise((resolve) => setImmediate(resolve))
  }
  await writing
  expect(seen).toEqual(Array.from({ length: 300 }, (_, n) => `m${n}`))
  await inbox.close()
})

test('takes at least 1,000 events a second', async () => {
  const inbox = await open()
  const begin = performance.now()
  await Promise.all(Array.from({ length: 3_000 }, (_, n) => inbox.append(anEvent(`m${n}`))))
  const perSecond = 3_000 / ((performance.now() - begin) / 1_000)
  await inbox.close()
  expect(perSecond).toBeGreaterThan(1_000)
})

test('a writer killed at any moment loses nothing that it had acknowledged', async () => {
  const child = join(__dirname, 'inboxWriter.cjs')
  let acknowledged = 0
  for (let round = 0; round < 6; round += 1) {
    const writer = spawn(process.execPath, [child, dir, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    writer.stdout.on('data', (data: Buffer) => (output += data.toString()))
    await new Promise<void>((resolve) => writer.stdout.once('data', () => resolve()))
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 17))
    writer.kill('SIGKILL')
    await new Promise((resolve) => writer.once('close', resolve))
    const told = output.split('\n').filter((line) => /^done \d+$/.test(line))
    acknowledged += told.length
    const inbox = await open()
    await inbox.close()
    const stored = new Set((await readAll()).map(({ id }) => id))
    const lost = told.filter((line) => !stored.has(`${round}-${line.slice(5)}`))
    expect(lost).toEqual([])
  }
  expect(acknowledged).toBeGreaterThan(50)
  const numbers = (await readAll()).map(({ seq }) => seq)
  expect(new Set(numbers).size).toBe(numbers.length)
})

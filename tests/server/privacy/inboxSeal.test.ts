import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Inbox } from '../../../bot/inbound/inbox.ts'
import { SpoolReader } from '../../../bot/inbound/spool.ts'
import { openSpoolSeal, spoolKeyFile } from '../../../bot/inbound/spoolSeal.ts'

const WORDS = '我在六区九栋二单元四楼，电话13847216583'
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yimin-seal-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const event = (messageId: string, text: string) => ({
  adapter: 'sandbox' as const,
  account: 'yimin',
  messageId,
  at: '2026-11-22T02:00:00.000Z',
  kind: 'text' as const,
  from: { id: 'wang', name: '王阿姨' },
  self: false,
  text,
  mentionsMe: true,
})

async function textsIn(dir: string, keyFile = spoolKeyFile(dataDir)): Promise<(string | undefined)[]> {
  const records = await new SpoolReader(dir, 0, await openSpoolSeal(keyFile)).next(100)
  return records.map(({ event: one }) => (one?.kind === 'text' ? one.text : undefined))
}

async function writeInbox(...texts: string[]): Promise<string> {
  const dir = join(dataDir, 'bot', 'sandbox-yimin')
  const inbox = await Inbox.open({ dir, now: Date.now, seal: await openSpoolSeal(spoolKeyFile(dataDir)) })
  for (const [i, text] of texts.entries()) await inbox.append(event(`m${i}`, text))
  await inbox.close()
  return dir
}

test('words lie sealed on the disk and are read again as they were', async () => {
  const dir = await writeInbox(WORDS, '对', '')
  const names = (await readdir(dir)).filter((name) => name.endsWith('.log'))
  const lying = (await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')))).join('')
  expect(lying).toContain('"m0"')
  expect(lying).not.toContain('13847216583')
  expect(lying).not.toContain('单元')
  await expect(textsIn(dir)).resolves.toEqual([WORDS, '对', ''])
})

test('the key belongs to this user alone, and one that others may read is refused', async () => {
  const file = spoolKeyFile(dataDir)
  await Promise.all([openSpoolSeal(file), openSpoolSeal(file), openSpoolSeal(file)])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await chmod(file, 0o644)
  await expect(openSpoolSeal(file)).rejects.toThrow(/chmod 600/)
})

test('words of another key, or of another message, do not open: the sender is asked to write again', async () => {
  const dir = await writeInbox(WORDS)
  const other = join(dataDir, 'other.key')
  await expect(textsIn(dir, other)).resolves.toEqual([undefined])
  const seal = await openSpoolSeal(other)
  const sealed = seal.seal(WORDS, 'm1')
  expect(seal.open(sealed, 'm1')).toBe(WORDS)
  expect(seal.open(sealed, 'm2')).toBeUndefined()
  expect(seal.open(`${sealed.slice(0, -4)}AAAA`, 'm1')).toBeUndefined()
})

test('an inbox of an older version, with words in clear, is still read', async () => {
  const dir = join(dataDir, 'bot', 'sandbox-yimin')
  const inbox = await Inbox.open({ dir, now: Date.now })
  await inbox.append(event('m0', WORDS))
  await inbox.close()
  await expect(textsIn(dir)).resolves.toEqual([WORDS])
})

test('a key file without a key is refused', async () => {
  const file = join(dataDir, 'short.key')
  await writeFile(file, 'c2hvcnQ=\n', { mode: 0o600 })
  await expect(openSpoolSeal(file)).rejects.toThrow(/no key of 32 bytes/)
})

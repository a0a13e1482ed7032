import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import type { Db } from 'mongodb'
import { exchangeWords } from '@yimin/shared/entry/words'
import { alarmsOf, sealedAt } from '../../server/duty/alarm.model.ts'
import { openVault } from '../../server/platform/vault/index.ts'
import { aKey } from '../factories/sealedRecord.ts'
import { freePorts } from './checkout.ts'

jest.setTimeout(180_000)

const ROOT = path.resolve(__dirname, '../..')
const NODE_FLAGS = JSON.parse(readFileSync(path.join(ROOT, 'setup', 'nodeFlags.json'), 'utf8')) as string[]

let dataDir: string
let env: NodeJS.ProcessEnv
let url: string
let mongo: MongoClient
let db: Db
const running = new Set<ChildProcess>()

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'yimin-exchange-'))
  const database = `exchange_${randomBytes(5).toString('hex')}`
  const { PORT, SANDBOX_PORT } = await freePorts()
  url = `http://127.0.0.1:${PORT}`
  const own = { MONGODB_DATABASE: database, REDIS_PREFIX: database, DATA_DIR: dataDir, PORT, SANDBOX_PORT, DEMO: '1' }
  env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', HOST: '127.0.0.1', CHAT_ADAPTER: 'sandbox', ...own }
  mongo = await MongoClient.connect(process.env.MONGODB_URI ?? '')
  db = mongo.db(database)
})
afterEach(() => Promise.all([...running].map(kill)))
afterAll(async () => {
  await db.dropDatabase()
  await mongo.close()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Told {
  code: number | null
  err: string
}

function begin(command: string, args: string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said.text += chunk.toString()))
  const ended = new Promise<Told>((resolve) =>
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, err: said.text })
    }),
  )
  return { child, said, ended }
}

function kill(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  const gone = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  return gone
}

const node = (script: string, more?: NodeJS.ProcessEnv) =>
  begin(process.execPath, [...NODE_FLAGS, `server/dist/app/${script}.js`], more)
/** As the operator types it. */
const typeExchange = (...args: string[]) => begin('npm', ['run', '--silent', 'exchange-key', '--', ...args]).ended
/** What npm and the set-up start in the end: the same, in less time. */
const exchange = (more?: NodeJS.ProcessEnv) => node('exchangeKey', more).ended

/** The web process, once it serves; or how it ended. */
async function startWeb(more?: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; refused?: string }> {
  const { child, said, ended } = node('web', more)
  const ready = new Promise<undefined>((resolve) => {
    child.stdout.on('data', () => said.text.includes('"ready":"web"') && resolve(undefined))
  })
  const refused = await Promise.race([ready, ended.then(({ err }) => err)])
  return { child, ...(refused !== undefined && { refused }) }
}

const keyFile = () => readFileSync(path.join(dataDir, 'keys', 'master.key'), 'utf8').trim()

/** What 王阿姨 sees of her own data, through the product. */
async function dataOfWang(): Promise<string> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const session = await fetch(`${url}/api/demo/sessions`, { ...post, body: JSON.stringify({ personId: 'wang' }) })
  const { token } = (await session.json()) as { token: string }
  return (await fetch(`${url}/api/me/data`, { headers: { authorization: `Bearer ${token}` } })).text()
}

it('the product stops, the operator types one line, and the product starts with the new key', async () => {
  const { child } = await startWeb()
  const old = keyFile()
  const refused = await exchange()
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/什么也没有动[\s\S]*web（/) as unknown])
  expect(child.exitCode).toBeNull()
  expect(await dataOfWang()).toContain('19900000001')

  // Killed outright: it could not say that it went.
  await kill(child)
  const told = await typeExchange()
  expect([told.code, told.err]).toEqual([0, expect.stringContaining(exchangeWords.doneInFiles) as unknown])
  expect(told.err).toMatch(/看一遍：people (\d+)\/\1\n/)
  expect(told.err).toMatch(/换新锁：people (\d+)\/\1\n/)
  expect(readdirSync(path.join(dataDir, 'keys')).filter((name) => name.startsWith('master'))).toEqual([
    expect.stringMatching(/^master-until-\d{4}-\d\d-\d\d\.key$/),
    'master.key',
  ])
  expect(keyFile()).not.toBe(old)

  expect((await startWeb({ MASTER_KEY: old })).refused).toMatch(/exchanged on \d{4}-\d\d-\d\d and this is the old one/)
  const again = await startWeb()
  expect(again.refused).toBeUndefined()
  expect(await dataOfWang()).toContain('19900000001')
  await kill(again.child)
  expect((await typeExchange()).err).toContain('已经换好了')
  expect((await typeExchange('--sooner')).code).toBe(2)
})

it('killed in the middle: nothing starts, every command says what to do, and the same line brings it to its end', async () => {
  const before = keyFile()
  const vault = openVault({ key: before })
  const ids = Array.from({ length: 6_000 }, (_, i) => `old-alarm-${i}`)
  const base = { v: 1, stationId: 'none', kind: 'late' as const, subjectId: 'none', raisedAt: new Date(), dueAt: new Date('2199-01-01'), state: 'closed' as const, escalations: [] } // prettier-ignore
  await alarmsOf({ db }).insertMany(ids.map((_id) => ({ ...base, _id, text: vault.seal(_id, sealedAt(_id)) })))

  const { child, said, ended } = begin(process.execPath, [...NODE_FLAGS, 'server/dist/app/exchangeKey.js', '--again'])
  child.stderr.on('data', () => said.text.includes('换新锁：people') && child.kill('SIGKILL'))
  expect((await ended).code).toBeNull()
  expect(await db.collection('seals').findOne()).toMatchObject({ exchange: { state: 'sealing' } })
  const key = keyFile()
  expect(key).toBe(before)
  expect((await startWeb()).refused).toContain('run npm run exchange-key again')
  const asked = await begin(process.execPath, ['server/dist/app/affected.js', '--from', '2026-11-01']).ended
  expect([asked.code, asked.err.trim()]).toEqual([1, exchangeWords.halfway])

  expect(await exchange()).toMatchObject({ code: 0 })
  const next = openVault({ key: keyFile() })
  const alarms = await alarmsOf({ db }).find({ stationId: 'none' }).toArray()
  expect(alarms.map(({ _id, text }) => next.open(text, sealedAt(_id)) === _id)).toEqual(ids.map(() => true))
  const web = await startWeb()
  expect(web.refused).toBeUndefined()
  expect(await dataOfWang()).toContain('19900000001')
})

it('with the keys in the settings the operator is led from step to step', async () => {
  const [old, next] = [keyFile(), aKey()]
  await db.collection('seals').updateOne({}, { $unset: { exchangedAt: '', before: '' } })
  expect((await exchange({ MASTER_KEY: old })).err.trim()).toBe(exchangeWords.refused.next_key_missing)
  expect((await exchange({ MASTER_KEY: aKey(), MASTER_KEY_NEXT: next })).err.trim()).toBe(
    exchangeWords.refused.wrong_key,
  )
  const done = await exchange({ MASTER_KEY: old, MASTER_KEY_NEXT: next })
  expect([done.code, done.err]).toEqual([0, expect.stringContaining(exchangeWords.doneInSettings) as unknown])
  expect((await exchange({ MASTER_KEY: old, MASTER_KEY_NEXT: next })).err).toContain('MASTER_KEY 请写新的')
  expect((await startWeb({ MASTER_KEY: old })).refused).toContain('this is the old one')
  const web = await startWeb({ MASTER_KEY: next })
  expect(web.refused).toBeUndefined()
  expect(await dataOfWang()).toContain('19900000001')
  // No line that anybody reads names a key.
  for (const key of [old, next]) expect(done.err).not.toContain(key)
})

it('is refused while npm start holds the data folder, and holds it itself', async () => {
  const hold = `import('${ROOT}/setup/runDirectory.mjs').then(async ({ holdDirectory, runDirectory }) => {
    await holdDirectory(runDirectory('${dataDir}')); console.log('held'); setInterval(() => {}, 1000) })`
  const { child, said } = begin(process.execPath, ['-e', hold])
  await new Promise<void>((resolve) => child.stdout.on('data', () => said.text.includes('held') && resolve()))
  const told = await typeExchange()
  expect([told.code, told.err]).toEqual([1, expect.stringContaining('请先在那个窗口按 Ctrl-C 停下') as unknown])
})

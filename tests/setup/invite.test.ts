import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { generateSync } from 'otplib'
import { inviteWords, releaseWords } from '@yimin/shared/entry/words'
import { freePorts } from './checkout.ts'

jest.setTimeout(120_000)

const ROOT = path.resolve(__dirname, '../..')
const NODE_FLAGS = JSON.parse(readFileSync(path.join(ROOT, 'setup', 'nodeFlags.json'), 'utf8')) as string[]
const GOOD = '院子里的老槐树今年开花早'
const FIRST = ['--station', '桃林街道社工站', '--community', '柳河社区', '--station-phone', '0472-1112222']
const ORIGIN = 'https://help.example.org'

let dataDir: string
let database: string
let env: NodeJS.ProcessEnv
let url: string
let web: ChildProcess
let served = ''

/** The product's own web process on a record in which there is nothing. */
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'yimin-invite-'))
  database = `invite_${randomBytes(5).toString('hex')}`
  const { PORT } = await freePorts()
  url = `http://127.0.0.1:${PORT}`
  const own = {
    MONGODB_DATABASE: database,
    REDIS_PREFIX: database,
    DATA_DIR: dataDir,
    PORT,
    ORIGINS: ORIGIN,
    DEMO: '0',
    CHAT_ADAPTER: 'wechaty',
  }
  env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', HOST: '127.0.0.1', ...own }
  web = spawn(process.execPath, [...NODE_FLAGS, 'server/dist/app/web.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [web.stdout, web.stderr]) stream?.on('data', (chunk: Buffer) => (served += chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    web.stdout?.on('data', () => served.includes('"ready":"web"') && resolve())
    web.once('exit', () => reject(new Error(`the web process ended:\n${served}`)))
  })
})
afterAll(async () => {
  const gone = new Promise((resolve) => web.once('exit', resolve))
  if (web.exitCode === null && web.kill('SIGKILL')) await gone
  const mongo = await MongoClient.connect(process.env.MONGODB_URI ?? '')
  await mongo.db(database).dropDatabase()
  await mongo.close()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Told {
  code: number | null
  out: string
  err: string
}

/** As the operator types it. */
const typeInvite = (args: string[], more?: NodeJS.ProcessEnv) =>
  follow('npm', ['run', '--silent', 'invite', '--', ...args], more)
const typeRelease = (args: string[]) => follow('npm', ['run', '--silent', 'release', '--', ...args])
const release = (args: string[]) => follow(process.execPath, ['server/dist/app/release.js', ...args])
/** What npm and the set-up start in the end: the same, in less time. */
const invite = (args: string[], more?: NodeJS.ProcessEnv) =>
  follow(process.execPath, ['server/dist/app/invite.js', ...args], more)

function follow(command: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<Told> {
  const child = spawn(command, args, { cwd: ROOT, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  const told = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...told })))
}

type Reply = Record<string, unknown>
async function call(
  method: string,
  at: string,
  { token, body }: { token?: string; body?: object } = {},
): Promise<{ status: number; body: Reply }> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const answer = await fetch(`${url}${at}`, { method, headers, body: body && JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Reply }
}

/** Opens the link, sets a password and binds an authenticator. */
async function comeIn({ out }: Told): Promise<{ id: string; token: string; recoveryCodes: string[] }> {
  const invitation = /^https:\/\/help\.example\.org\/#\/pages\/ask\/index\?invitation=([\w-]{43})\n$/.exec(out)?.[1]
  const accepted = await call('POST', '/api/invitations/acceptance', { body: { invitation, password: GOOD } })
  expect(accepted.status).toBe(201)
  const bare = String(accepted.body['token'])
  expect(await call('GET', '/api/desk', { token: bare })).toMatchObject({
    status: 403,
    body: { error: 'second_factor_needed' },
  })
  const begun = await call('POST', '/api/me/second-factor/enrolment', { token: bare, body: {} })
  const code = generateSync({ secret: String(begun.body['secret']).replaceAll(' ', '') })
  const confirmed = await call('POST', '/api/me/second-factor/confirmation', { token: bare, body: { code } })
  expect(confirmed.status).toBe(200)
  const { token, recoveryCodes } = confirmed.body as { token: string; recoveryCodes: string[] }
  expect((await call('GET', '/api/desk', { token })).status).toBe(200)
  return { id: (accepted.body['person'] as { id: string }).id, token, recoveryCodes }
}

it('an empty record: from the command line to the desk, and the third colleague by two others', async () => {
  expect((await call('GET', '/api/hello')).body).toMatchObject({ station: { name: '' } })

  // Nobody is invited to a station that is not there.
  const tooSoon = await typeInvite(['--name', '郑方', '--role', 'station_director'])
  expect([tooSoon.code, tooSoon.out]).toEqual([2, ''])
  expect(tooSoon.err).toContain(inviteWords.noStation)

  const first = await typeInvite(['--name', '郑方', '--phone', '13900001111', '--role', 'station_director', ...FIRST])
  expect([first.code, first.err.trim()]).toEqual([0, inviteWords.given('郑方')])
  const director = await comeIn(first)
  expect((await call('GET', '/api/me', { token: director.token })).body).toMatchObject({
    station: { name: '桃林街道社工站' },
  })

  // The link is spent; the password opens again, and the second factor stands behind it.
  const again = await call('POST', '/api/invitations/acceptance', {
    body: { invitation: /=(.+)\n/.exec(first.out)?.[1], password: GOOD },
  })
  expect(again.status).toBe(401)
  const back = await call('POST', '/api/sessions', { body: { account: '13900001111', password: GOOD } })
  const proof = { code: director.recoveryCodes[0] }
  const proven = await call('POST', '/api/me/second-factor/proof', { token: String(back.body['token']), body: proof })
  expect((await call('GET', '/api/desk', { token: String(proven.body['token']) })).status).toBe(200)

  // The second one is still the operator's; from the third on the station does it, and one alone cannot.
  const supervisor = await comeIn(await invite(['--name', '钱芳', '--role', 'supervisor', '--reason', '新来的督导']))
  const { token } = director
  const written = await call('POST', '/api/people', { token, body: { name: '孙丽', agreed: true } })
  const at = `/api/people/${String(written.body['id'])}`
  const role = { role: 'station_worker' }
  const wished = await call('PUT', `${at}/role`, { token, body: { ...role, reason: '新来的社工' } })
  expect([wished.status, wished.body['role']]).toEqual([200, 'resident'])
  const decision = { ...role, agreed: true }
  expect((await call('POST', `${at}/role-decision`, { token, body: decision })).status).toBe(403)
  expect((await call('POST', `${at}/invitation`, { token, body: { reason: '入职' } })).status).toBe(403)
  const agreed = await call('POST', `${at}/role-decision`, { token: supervisor.token, body: decision })
  expect([agreed.status, agreed.body['role']]).toEqual([200, 'station_worker'])
  const link = await call('POST', `${at}/invitation`, { token, body: { reason: '入职' } })
  const third = await comeIn({
    code: 0,
    err: '',
    out: `${ORIGIN}/#/pages/ask/index?invitation=${String(link.body['invitation'])}\n`,
  })
  expect(third.id).toBe(written.body['id'])

  // What the operator did stands in the file, and nothing secret in the log.
  const { body: file } = await call('GET', `/api/people/${director.id}`, { token })
  const lines = (file['changes'] as { what: string; by: string }[]).map(({ what, by }) => `${by} ${what}`)
  expect(lines).toEqual(expect.arrayContaining(['管系统的人 登录邀请', '管系统的人 登记']))
  for (const secret of [GOOD, token, '13900001111', director.recoveryCodes[0] as string])
    expect(served).not.toContain(secret)
})

it('a lost phone: the operator lets a member of staff bind a new authenticator, and agrees to a wish of hers', async () => {
  const worker = await comeIn(await invite(['--name', '吴晓', '--role', 'station_worker']))
  const renewed = await invite(['--name', '吴晓', '--lost-phone', '--reason', '手机丢了'])
  expect((await call('GET', '/api/desk', { token: worker.token })).status).toBe(401)
  const { token } = await comeIn(renewed)

  const body = { name: '周同', agreed: true }
  const id = String((await call('POST', '/api/people', { token, body })).body['id'])
  const mongo = await MongoClient.connect(process.env.MONGODB_URI ?? '')
  const people = mongo.db(database).collection<{ _id: string; chatIds: string[] }>('people')
  await people.updateOne({ _id: id }, { $set: { chatIds: ['wechat:lost'] } })

  const tooSoon = await release(['--name', '周同'])
  expect([tooSoon.code, tooSoon.out, tooSoon.err.trim()]).toEqual([1, '', releaseWords.noWish])
  await call('POST', `/api/people/${id}/wechat-release`, { token, body: { reason: '当面认过' } })
  const done = await typeRelease(['--name', '周同', '--reason', '社工来电话'])
  expect([done.code, done.out, done.err.trim()]).toEqual([0, '', releaseWords.done('周同')])
  expect((await people.findOne({ _id: id }))?.chatIds).toEqual([])
  await mongo.close()

  const seen = (await call('GET', '/api/operator-acts', { token })).body['items'] as { what: string; reason: string }[]
  const told = seen.map(({ what, reason }) => `${what} ${reason}`)
  expect(told).toEqual(expect.arrayContaining(['换微信 社工来电话', '登录验证器 手机丢了', '登录邀请 手机丢了']))
})

describe('what will not do is said in one or two sentences, and nothing is printed that could be opened', () => {
  it('a second station, and somebody whom nobody knows', async () => {
    const [second, stranger] = await Promise.all([
      invite(['--name', '郑方', ...FIRST]),
      invite(['--name', '没有这个人']),
    ])
    expect([second.code, second.out, second.err]).toEqual([
      2,
      '',
      expect.stringContaining(inviteWords.stationThere('桃林街道社工站')),
    ])
    expect([stranger.code, stranger.out, stranger.err.trim()]).toEqual([1, '', inviteWords.nobody])
  })

  it('a record that is away', async () => {
    const told = await typeInvite(['--name', '郑方', '--role', 'supervisor'], {
      MONGODB_URI: 'mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=300',
    })
    expect([told.code, told.out]).toEqual([1, ''])
    expect(told.err).toMatch(/MONGODB_URI|数据库|MongoDB/)
    expect(told.err).not.toMatch(/\n\s+at |Error:/)
  })

  it('another master key, and nothing is changed', async () => {
    const told = await invite(['--name', '李四', '--role', 'supervisor'], {
      MASTER_KEY: randomBytes(32).toString('base64'),
    })
    expect([told.code, told.out]).toEqual([1, ''])
    expect(told.err).toContain('another master key')
  })

  it('the product need not run: the record is enough', async () => {
    const gone = new Promise((resolve) => web.once('exit', resolve))
    web.kill('SIGKILL')
    await gone
    const told = await invite(['--name', '郑方'])
    expect([told.code, /invitation=[\w-]{43}\n$/.test(told.out)]).toEqual([0, true])
  })
})

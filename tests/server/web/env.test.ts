import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readBotToken, readSettings } from '../../../server/app/env.ts'

const least = { MONGODB_URI: 'mongodb://localhost', REDIS_URL: 'redis://localhost', DATA_DIR: '/data' }
const appSecret = 'c2hvcnQ=c2hvcnQ=c2hvcnQ='
const wechat = { WECHAT_APP_ID: 'wx0123456789abcdef', WECHAT_APP_SECRET: appSecret }
const second = { SECOND_OPINION_URL: 'https://model.example/v1', SECOND_OPINION_MODEL: 'm' }

it('fills in what is not set', () => {
  expect(
    readSettings({ ...least, PORT: '4000', LOG_LEVEL: '', DEMO: '1', ORIGINS: 'https://a.example, https://b.example' }),
  ).toMatchObject({
    port: 4000,
    sandboxPort: 4001,
    host: '127.0.0.1',
    logLevel: 'info',
    demo: true,
    chatAdapter: 'sandbox',
    metricsPublic: false,
    origins: ['https://a.example', 'https://b.example'],
  })
})

it.each([
  ['MONGODB_URI', { ...least, MONGODB_URI: undefined }, 'MONGODB_URI: is not set'],
  ['MONGODB_URI', { ...least, MONGODB_URI: 'http://x' }, 'MONGODB_URI: must begin with mongodb://'],
  ['REDIS_URL', { ...least, REDIS_URL: 'x' }, 'REDIS_URL: must begin with'],
  ['MONGODB_URI', { ...least, MONGODB_URI: 'mongodb://a:c2hvcnQ=@db.example/' }, 'MONGODB_URI: names another machine'],
  ['MONGODB_URI', { ...least, MONGODB_URI: 'mongodb://localhost,db.example/?tls=false' }, 'without TLS'],
  ['MONGODB_URI', { ...least, MONGODB_URI: 'mongodb+srv://db.example/?ssl=false' }, 'without TLS'],
  [
    'MONGODB_URI',
    { ...least, MONGODB_URI: 'mongodb://db.example/?tls=true&tlsAllowInvalidCertificates=true', PLAIN_DATA_LINES: '1' },
    'must not switch off',
  ],
  ['REDIS_URL', { ...least, REDIS_URL: 'redis://:c2hvcnQ=@redis.example:6379' }, 'REDIS_URL: names another machine'],
  ['TRUSTED_PROXIES', { ...least, TRUSTED_PROXIES: '10.0.0.0/8, proxy.example' }, 'TRUSTED_PROXIES: must be addresses'],
  ['TRUSTED_PROXIES', { ...least, TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES: must be addresses'],
  ['DATA_DIR', { ...least, DATA_DIR: 'data' }, 'DATA_DIR: must be an absolute path'],
  ['PORT', { ...least, PORT: '99999' }, 'PORT: '],
  ['PORT', { ...least, PORT: 'http' }, 'PORT: '],
  ['MASTER_KEY', { ...least, MASTER_KEY: 'c2hvcnQ=' }, 'MASTER_KEY: must be 32 bytes in base64'],
  ['BOT_TOKEN', { ...least, BOT_TOKEN: 'short' }, 'BOT_TOKEN: must have at least 32'],
  ['CHAT_ADAPTER', { ...least, CHAT_ADAPTER: 'irc' }, 'CHAT_ADAPTER: '],
  ['DEMO', { ...least, DEMO: 'maybe' }, 'DEMO: '],
  [
    'SECOND_OPINION_URL',
    { ...least, ...second, SECOND_OPINION_URL: 'c2hvcnQ=' },
    'SECOND_OPINION_URL: must be an https',
  ],
  ['SECOND_OPINION_URL', { ...least, ...second, SECOND_OPINION_URL: 'http://model.example/v1' }, 'must be an https'],
  [
    'SECOND_OPINION_URL',
    { ...least, ...second, SECOND_OPINION_URL: 'https://me:c2hvcnQ=@model.example' },
    'without user',
  ],
  ['SECOND_OPINION_MODEL', { ...least, ...second, SECOND_OPINION_MODEL: '' }, 'SECOND_OPINION_MODEL: is not set'],
  ['SECOND_OPINION_KEY', { ...least, ...second, SECOND_OPINION_KEY: 'c2hvcnQ= \n' }, 'SECOND_OPINION_KEY: must have'],
  ['WECHAT_APP_ID', { ...least, ...wechat, WECHAT_APP_ID: '1234' }, 'WECHAT_APP_ID: must begin with wx'],
  ['WECHAT_APP_SECRET', { ...least, WECHAT_APP_ID: wechat.WECHAT_APP_ID }, 'WECHAT_APP_SECRET: is not set'],
  ['WECHAT_APP_SECRET', { ...least, ...wechat, WECHAT_APP_SECRET: 'c2hvcnQ=' }, 'WECHAT_APP_SECRET: must have'],
  ['WECHAT_APP_SECRET_FILE', { ...least, ...wechat, WECHAT_APP_SECRET_FILE: '/nowhere/at/all' }, 'cannot be read'],
  ['WECHAT_API_BASE', { ...least, ...wechat, WECHAT_API_BASE: 'http://api.example' }, 'WECHAT_API_BASE: must be'],
  ['WECHAT_PUSH_TOKEN', { ...least, ...wechat, WECHAT_PUSH_TOKEN: 'AAAAA' }, 'set together'],
  ['WECHAT_ENCODING_AES_KEY', { ...least, ...wechat, WECHAT_ENCODING_AES_KEY: 'c2hvcnQ=' }, 'must have 43'],
  ['WECHAT_TEMPLATE_OFFER', { ...least, ...wechat, WECHAT_TEMPLATE_OFFER: 'c2hvcnQ= thing1=matter' }, 'template id'],
  [
    'WECHAT_TEMPLATE_OFFER',
    { ...least, ...wechat, WECHAT_TEMPLATE_OFFER: `${'x'.repeat(43)} thing1=phone` },
    'template id',
  ],
  [
    'WECHAT_TEMPLATE_OFFER',
    {
      ...least,
      ...wechat,
      WECHAT_TEMPLATE_PROGRESS: `${'x'.repeat(43)} thing1=matter`,
      WECHAT_TEMPLATE_OFFER: `${'x'.repeat(43)} thing2=note`,
    },
    'WECHAT_TEMPLATE_OFFER: has the template of another setting',
  ],
])('names %s when it is wrong, and not its value', (_name, variables, message) => {
  expect(() => readSettings(variables)).toThrow(message)
  expect(() => readSettings(variables)).not.toThrow('c2hvcnQ=')
})

describe('the lines to the data services', () => {
  it.each([
    'mongodb://%2Ftmp%2Frun%2Fmongo.sock/?directConnection=true',
    'mongodb://127.0.0.1:27017,[::1]:27018/',
    'mongodb://user:word@db.example:27017/?replicaSet=rs0&tls=true',
    'mongodb+srv://db.example/',
  ])('are taken within this machine or under TLS: %s', (MONGODB_URI) => {
    expect(readSettings({ ...least, MONGODB_URI }).mongodbUri).toBe(MONGODB_URI)
  })

  it.each(['/run/redis.sock', 'unix:///run/redis.sock', 'redis://[::1]:6379', 'rediss://:word@redis.example:6379'])(
    'and so is %s',
    (REDIS_URL) => {
      expect(readSettings({ ...least, REDIS_URL }).redisUrl).toBe(REDIS_URL)
    },
  )

  it('may be plain where the operator says that their net is the machine’s own', () => {
    const plain = { MONGODB_URI: 'mongodb://mongo:27017/yimin', REDIS_URL: 'redis://valkey:6379' }
    expect(() => readSettings({ ...least, ...plain })).toThrow(/MONGODB_URI: .*\nREDIS_URL: /)
    expect(readSettings({ ...least, ...plain, PLAIN_DATA_LINES: '1' }).redisUrl).toBe(plain.REDIS_URL)
  })
})

it('asks nobody for a second opinion unless an endpoint is named', () => {
  expect(readSettings(least).secondOpinion).toBeUndefined()
  expect(readSettings({ ...least, SECOND_OPINION_MODEL: 'm', SECOND_OPINION_KEY: 'k' }).secondOpinion).toBeUndefined()
  expect(readSettings({ ...least, ...second, SECOND_OPINION_KEY: 'k' }).secondOpinion).toEqual({
    url: 'https://model.example/v1',
    model: 'm',
    key: 'k',
  })
})

it('knows no WeChat unless an AppID is set, and then all of it', () => {
  expect(readSettings({ ...least, WECHAT_APP_SECRET: appSecret }).wechat).toBeUndefined()
  const template = `${'x'.repeat(43)} thing1=matter phrase2=state`
  const push = { WECHAT_PUSH_TOKEN: 'AAAAA', WECHAT_ENCODING_AES_KEY: 'a'.repeat(43) }
  expect(readSettings({ ...least, ...wechat, ...push, WECHAT_TEMPLATE_PROGRESS: template }).wechat).toEqual({
    appId: 'wx0123456789abcdef',
    secret: appSecret,
    apiBase: 'https://api.weixin.qq.com',
    push: { token: 'AAAAA', encodingAesKey: 'a'.repeat(43) },
    templates: { progress: { id: 'x'.repeat(43), values: { thing1: 'matter', phrase2: 'state' } } },
    phoneCallsPerDay: 200,
  })
})

it('takes WeChat’s secret from a file that only its owner may read', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'secret-'))
  const file = path.join(dir, 'secret')
  writeFileSync(file, `${appSecret}\n`, { mode: 0o600 })
  const variables = { ...least, WECHAT_APP_ID: wechat.WECHAT_APP_ID, WECHAT_APP_SECRET_FILE: file }
  expect(readSettings(variables).wechat?.secret).toBe(appSecret)
  chmodSync(file, 0o644)
  expect(() => readSettings(variables)).toThrow('others may read the file')
  rmSync(dir, { recursive: true })
})

it.each(['localhost', '127.0.0.1', '[::1]'])('a second opinion on this machine (%s) needs no TLS', (host) => {
  const url = `http://${host}:8000/v1`
  expect(readSettings({ ...least, ...second, SECOND_OPINION_URL: url }).secondOpinion).toEqual({ url, model: 'm' })
})

it('names all faults at once', () => {
  expect(() => readSettings({})).toThrow(/MONGODB_URI: .*\nREDIS_URL: .*\nDATA_DIR: /)
})

describe('the bot’s token', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'token-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))
  const file = () => path.join(dataDir, 'keys', 'bot.token')

  it('is made once, for its owner only', () => {
    const token = readBotToken({ dataDir })
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(readBotToken({ dataDir })).toBe(token)
    expect([statSync(file()).mode & 0o777, statSync(path.dirname(file())).mode & 0o777]).toEqual([0o600, 0o700])
  })

  it('comes from the settings when they have one', () => {
    expect(readBotToken({ dataDir, botToken: 'x'.repeat(32) })).toBe('x'.repeat(32))
  })

  it('is refused when others may read it or it is too short', () => {
    readBotToken({ dataDir })
    chmodSync(file(), 0o644)
    expect(() => readBotToken({ dataDir })).toThrow('others may read it')
    chmodSync(file(), 0o600)
    writeFileSync(file(), 'short')
    expect(() => readBotToken({ dataDir })).toThrow('at least 32 characters')
  })
})

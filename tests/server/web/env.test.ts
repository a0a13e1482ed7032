import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readBotToken, readSettings } from '../../../server/app/env.ts'

const least = { MONGODB_URI: 'mongodb://localhost', REDIS_URL: 'redis://localhost', DATA_DIR: '/data' }
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
])('names %s when it is wrong, and not its value', (_name, variables, message) => {
  expect(() => readSettings(variables)).toThrow(message)
  expect(() => readSettings(variables)).not.toThrow('c2hvcnQ=')
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

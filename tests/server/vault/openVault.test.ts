import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { VaultError, normalisePhone, openVault } from '../../../server/platform/vault/index.ts'
import type { SealedPlace } from '../../../server/platform/vault/index.ts'

const key = randomBytes(32).toString('base64')
const vault = openVault({ key })
const home: SealedPlace = { collection: 'people', id: 'wang', field: 'door', class: 'S2' }

function faultOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  }
  return 'none'
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimin-vault-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('sealing', () => {
  it('gives back what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), fc.string(), (plain, id, field) => {
        const where: SealedPlace = { collection: 'people', id, field, class: 'S3' }
        expect(vault.open(vault.seal(plain, where), where)).toBe(plain)
      }),
      { numRuns: 500 },
    )
  })

  it('gives back JSON values, lone surrogates too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(vault.openJson(vault.sealJson(value, home), home)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 300 },
    )
    expect(vault.openJson(vault.sealJson(['\ud800'], home), home)).toEqual(['\ud800'])
  })

  it('never seals one value alike twice, and shows nothing of it', () => {
    const seals = new Set(Array.from({ length: 500 }, () => vault.seal('13800138000', home)))
    expect(seals.size).toBe(500)
    for (const sealed of seals) expect(sealed).toMatch(/^v1\.[\w-]+$/)
  })

  it('hides the length of short values', () => {
    const groups = ['[]', '["alone"]', '["pregnant"]', '["elderly","alone"]']
    expect(new Set(groups.map((text) => vault.seal(text, home).length)).size).toBe(1)
  })

  it.each<[string, Partial<SealedPlace>]>([
    ['another record', { id: 'li' }],
    ['another field', { field: 'phone' }],
    ['another collection', { collection: 'requests' }],
    ['another class', { class: 'S3' }],
  ])('does not open in %s', (_name, change) => {
    const sealed = vault.seal('2单元402', home)
    expect(faultOf(() => vault.open(sealed, { ...home, ...change }))).toBe('damaged')
  })

  it('does not mistake one place for another whose parts are cut elsewhere', () => {
    const sealed = vault.seal('x', { ...home, collection: 'a|b', id: 'c' })
    expect(faultOf(() => vault.open(sealed, { ...home, collection: 'a', id: 'b|c' }))).toBe('damaged')
  })

  it('does not open with any character changed or cut off', () => {
    const sealed = vault.seal('13800138000', home)
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      expect(faultOf(() => vault.open(sealed.slice(0, at) + other + sealed.slice(at + 1), home))).toBe('damaged')
      expect(faultOf(() => vault.open(sealed.slice(0, at), home))).toBe('damaged')
    }
    for (const foreign of ['', 'v1.', 'v2.' + sealed.slice(3), '13800138000', `${sealed}A`]) {
      expect(faultOf(() => vault.open(foreign, home))).toBe('damaged')
    }
  })

  it('says nothing of the value in its errors', () => {
    const other = openVault({ key: randomBytes(32).toString('base64') })
    expect(() => other.open(vault.seal('13800138000', home), home)).toThrow(
      /^sealed value of people.door does not open$/,
    )
  })
})

describe('the key', () => {
  it('is made at first start for the owner alone, and stays', () => {
    const keyFile = join(folder, 'data', 'keys', 'master.key')
    const first = openVault({ keyFile })
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'data', 'keys')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(folder, 'data', 'keys'))).toEqual(['master.key'])
    expect(Buffer.from(readFileSync(keyFile, 'utf8'), 'base64')).toHaveLength(32)
    expect(openVault({ keyFile }).open(first.seal('四楼', home), home)).toBe('四楼')
  })

  it('is one key even when many processes make it at once', async () => {
    const keyFile = join(folder, 'keys', 'master.key')
    const swc = JSON.stringify(require.resolve('@swc/core'))
    const vaultFile = JSON.stringify(require.resolve('../../../server/platform/vault/index.ts'))
    const script = join(folder, 'race.cjs')
    writeFileSync(
      script,
      `const { transformFileSync } = require(${swc})
       const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }
       require('node:module')._extensions['.ts'] = (m, file) => m._compile(transformFileSync(file, options).code, file)
       process.stdout.write(require(${vaultFile}).openVault({ keyFile: process.argv[2] }).fingerprint())`,
    )
    const run = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, [script, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] })
        let out = ''
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
        child.on('close', () => resolve(out))
      })
    const prints = await Promise.all([run(), run(), run(), run()])
    expect(prints[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(prints).size).toBe(1)
  })

  it.each(['640', '604', '644', '660'])('is refused when others may read it (mode %s)', (mode) => {
    const keyFile = join(folder, 'master.key')
    writeFileSync(keyFile, key)
    chmodSync(keyFile, parseInt(mode, 8))
    expect(() => openVault({ keyFile })).toThrow(/chmod 600/)
    expect(faultOf(() => openVault({ keyFile }))).toBe('key_exposed')
  })

  it('is refused when others may replace it', () => {
    const keys = join(folder, 'keys')
    mkdirSync(keys)
    writeFileSync(join(keys, 'master.key'), key, { mode: 0o600 })
    chmodSync(keys, 0o777)
    expect(faultOf(() => openVault({ keyFile: join(keys, 'master.key') }))).toBe('key_exposed')
  })

  it.each([
    ['empty', ''],
    ['too short', randomBytes(16).toString('base64')],
    ['too long', randomBytes(33).toString('base64')],
    ['not base64', '!'.repeat(44)],
    ['typed by hand', Buffer.alloc(32, 'a').toString('base64')],
  ])('is refused when it is %s', (_name, text) => {
    const keyFile = join(folder, 'master.key')
    writeFileSync(keyFile, text, { mode: 0o600 })
    expect(faultOf(() => openVault({ keyFile }))).toBe('key_malformed')
  })

  it('is refused when it is a folder, and never shown in the error', () => {
    expect(faultOf(() => openVault({ keyFile: folder }))).toBe('key_unreadable')
    const short = randomBytes(16).toString('base64')
    expect(() => openVault({ key: short })).not.toThrow(short)
  })

  it('must be given', () => {
    expect(faultOf(() => openVault({}))).toBe('key_missing')
  })

  it('is known by its fingerprint: another key refuses to start', () => {
    const stored = vault.fingerprint()
    expect(() => openVault({ key }).requireFingerprint(stored)).not.toThrow()
    const other = openVault({ key: randomBytes(32).toString('base64') })
    expect(faultOf(() => other.requireFingerprint(stored))).toBe('wrong_key')
    expect(faultOf(() => other.requireFingerprint(''))).toBe('wrong_key')
    expect(stored).not.toContain(Buffer.from(key, 'base64').toString('hex').slice(0, 8))
  })

  it('never shows when the vault is printed', () => {
    const bytes = Buffer.from(key, 'base64')
    const shown = JSON.stringify(vault) + String(vault)
    for (const form of [key, bytes.toString('hex')]) expect(shown).not.toContain(form)
  })
})

describe('finding without reading', () => {
  it('indexes equal values alike, other purposes and keys otherwise', () => {
    const index = vault.blindIndex('13800138000', 'phone')
    expect(index).toMatch(/^[0-9a-f]{32}$/)
    expect(vault.blindIndex('13800138000', 'phone')).toBe(index)
    expect(vault.blindIndex('13800138001', 'phone')).not.toBe(index)
    expect(vault.blindIndex('13800138000', 'openid')).not.toBe(index)
    expect(openVault({ key: randomBytes(32).toString('base64') }).blindIndex('13800138000', 'phone')).not.toBe(index)
  })

  it.each([
    ['138 0013 8000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['0086 13800138000', '13800138000'],
    ['013800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['138\u200b0013\u200b8000', '13800138000'],
    ['0472-512 3456', '04725123456'],
    ['+86 0472 5123456', '04725123456'],
    ['8612345', '8612345'],
    ['没有', ''],
  ])('%s is one phone', (text, phone) => expect(normalisePhone(text)).toBe(phone))

  it('makes tokens of 256 bits and stores only their hash', () => {
    const tokens = Array.from({ length: 200 }, () => vault.newToken())
    expect(new Set(tokens).size).toBe(200)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(vault.tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { folderFiles, memoryFiles, s3Files } from '../../../server/platform/files/index.ts'
import type { Files } from '../../../server/platform/files/index.ts'
import { openVault } from '../../../server/platform/vault/index.ts'

const NAME = 'abcdefghjkmnpqrstuvw'
const OTHER = 'wvutsrqpnmkjhgfedcba'
const ACCESS = { accessKeyId: 'AKEXAMPLE', secretAccessKey: 'not-a-real-secret' }

/** A small store that speaks enough S3 and checks every signature. */
async function anS3() {
  const kept = new Map<string, Buffer>()
  const faults: number[] = []
  const server = http.createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      void answer(req, Buffer.concat(parts)).then(([status, body]) => {
        res.writeHead(status)
        res.end(body)
      })
    })
  })
  async function answer(req: http.IncomingMessage, body: Buffer): Promise<[number, Buffer | string]> {
    if (!(await isSigned(req))) return [403, '<Error>SignatureDoesNotMatch</Error>']
    const fault = faults.shift()
    if (fault !== undefined) return [fault, '<Error/>']
    const key = req.url ?? ''
    if (req.method === 'PUT') kept.set(key, body)
    if (req.method === 'DELETE') kept.delete(key)
    if (req.method !== 'GET') return [req.method === 'PUT' ? 200 : 204, '']
    const found = kept.get(key)
    return found ? [200, found] : [404, '<Error>NoSuchKey</Error>']
  }
  async function isSigned(req: http.IncomingMessage): Promise<boolean> {
    const signed = await new AwsV4Signer({
      ...ACCESS,
      method: req.method ?? '',
      url: `http://${req.headers.host ?? ''}${req.url ?? ''}`,
      headers: { 'X-Amz-Content-Sha256': String(req.headers['x-amz-content-sha256']) },
      datetime: String(req.headers['x-amz-date']),
      service: 's3',
      region: 'ap-beijing',
    }).sign()
    return signed.headers.get('authorization') === req.headers.authorization
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { endpoint, kept, faults, close: () => new Promise((resolve) => server.close(resolve)) }
}

let folder: string
let store: Awaited<ReturnType<typeof anS3>>
const place = () => ({
  endpoint: store.endpoint,
  bucket: 'station',
  prefix: 'photos/a',
  region: 'ap-beijing',
  ...ACCESS,
})

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yimin-files-'))
  store = await anS3()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await store.close()
})

describe.each<[string, () => Files]>([
  ['a folder', () => folderFiles(path.join(folder, 'photos'))],
  ['a store that speaks S3', () => s3Files(place())],
  ['memory', memoryFiles],
])('%s', (_what, openFiles) => {
  it('gives back what was put, the newest, until it is removed', async () => {
    const files = openFiles()
    const [first, second] = [randomBytes(40_000), randomBytes(300)]
    await files.put(NAME, first)
    expect((await files.get(NAME))?.equals(first)).toBe(true)
    await files.put(NAME, second)
    await files.put(OTHER, first)
    expect((await files.get(NAME))?.equals(second)).toBe(true)
    await files.remove(NAME)
    await files.remove(NAME)
    expect(await files.get(NAME)).toBeUndefined()
    expect((await files.get(OTHER))?.equals(first)).toBe(true)
  })

  it.each(['../../etc/passwd', 'a/b', '', 'UPPER', 'x'.repeat(65)])('takes no path for a name: %j', async (name) => {
    const files = openFiles()
    const tries = [() => files.put(name, randomBytes(3)), () => files.get(name), () => files.remove(name)]
    for (const attempt of tries) await expect((async () => attempt())()).rejects.toThrow('not the name of a kept file')
  })
})

it('files and folders are for this user alone, and no draft is left behind', async () => {
  const place = path.join(folder, 'own')
  await folderFiles(place).put(NAME, randomBytes(10))
  const below = path.join(place, NAME.slice(0, 2))
  expect(readdirSync(below)).toEqual([NAME])
  expect([statSync(path.join(below, NAME)).mode & 0o777, statSync(below).mode & 0o777]).toEqual([0o600, 0o700])
})

describe('the store', () => {
  it('has bucket and prefix in the path, or the bucket in the host alone', async () => {
    await s3Files(place()).put(NAME, Buffer.from('x'))
    expect([...store.kept.keys()]).toContain(`/station/photos/a/${NAME}`)
    const { port } = new URL(store.endpoint)
    const inHost = s3Files({ ...place(), endpoint: `http://station.localhost:${port}` })
    const asked: string[] = []
    const real = globalThis.fetch
    globalThis.fetch = (input) => {
      asked.push(input instanceof Request ? input.url : String(input))
      return Promise.resolve(new Response('', { status: 404 }))
    }
    try {
      await inHost.get(NAME)
    } finally {
      globalThis.fetch = real
    }
    expect(asked).toEqual([`http://station.localhost:${port}/photos/a/${NAME}`])
  })

  it('tries again after its own faults, and says so when it gives up', async () => {
    const files = s3Files(place())
    store.faults.push(503)
    await files.put(NAME, Buffer.from('kept'))
    expect((await files.get(NAME))?.toString()).toBe('kept')
    store.faults.push(500, 500, 500)
    await expect(files.put(NAME, Buffer.from('lost'))).rejects.toThrow('the photo store answered PUT with 500')
  })

  it('knows who asks', async () => {
    const stranger = s3Files({ ...place(), secretAccessKey: 'guessed' })
    await expect(stranger.get(NAME)).rejects.toThrow('answered GET with 403')
  })
})

describe('sealed bytes', () => {
  const vault = openVault({ key: randomBytes(32).toString('base64') })
  const at = (id: string) => ({ collection: 'photos', id, field: 'picture', class: 'S2' as const })

  it('open at their own place only, whole, and not as text', () => {
    const plain = randomBytes(5_000)
    const sealed = vault.sealBytes(plain, at('a'))
    expect(vault.openBytes(sealed, at('a')).equals(plain)).toBe(true)
    expect(sealed.includes(plain.subarray(100, 130))).toBe(false)
    expect(() => vault.openBytes(sealed, at('b'))).toThrow('does not open')
    expect(() => vault.openBytes(sealed.subarray(0, 4_000), at('a'))).toThrow('does not open')
    expect(() => vault.openBytes(Buffer.from('short'), at('a'))).toThrow('not a sealed value')
    expect(vault.openBytes(vault.sealBytes(Buffer.alloc(0), at('a')), at('a'))).toHaveLength(0)
  })

  it('a signature holds for its text and purpose only', () => {
    const signed = vault.sign('x', 'photoLink')
    expect(signed).toMatch(/^[\w-]{43}$/)
    expect(vault.sign('x', 'photoLink')).toBe(signed)
    expect(new Set([signed, vault.sign('y', 'photoLink'), vault.sign('x', 'other')]).size).toBe(3)
  })
})

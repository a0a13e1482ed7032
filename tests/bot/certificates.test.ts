import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { openGatewayKeys, serialNumberOf } from '../../bot/adapters/wechaty/certificates.ts'

function certificateWith(serialNumber: string): string {
  const { publicKey, privateKey } = forge.pki.rsa.generateKeyPair({ bits: 1024 })
  const cert = forge.pki.createCertificate()
  cert.publicKey = publicKey
  cert.serialNumber = serialNumber
  cert.validity.notAfter = new Date('2030-01-01T00:00:00Z')
  cert.validity.notBefore = new Date('2026-01-01T00:00:00Z')
  cert.sign(privateKey, forge.md.sha256.create())
  return forge.pki.certificateToPem(cert)
}

describe('the serial number of a gateway certificate', () => {
  it.each([
    ['zeros only', Buffer.alloc(15)],
    ['a zero and a low octet', Buffer.from([0, 1, ...Array(13).fill(7)])],
    ['the highest', Buffer.alloc(15, 0xff)],
  ])('is read by OpenSSL also where chance draws %s', (_name, random) => {
    expect(new X509Certificate(certificateWith(serialNumberOf(random))).serialNumber).toBe(
      serialNumberOf(random).toUpperCase(),
    )
  })
})

describe('the keys of the gateway', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'gateway-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  const file = path.join(dir, 'bot', 'gateway', 'gateway-keys.json')
  const bitsOf = (text: string) => new X509Certificate(text).publicKey.asymmetricKeyDetails?.modulusLength

  it('are strong, for this user alone, and stay until they run out', async () => {
    const made = await openGatewayKeys(dir)
    expect([bitsOf(made.serverCert), bitsOf(made.caCert)]).toEqual([3072, 3072])
    expect(made.token).toMatch(/^bot-gateway_[0-9a-f]{32}$/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await openGatewayKeys(dir)).toEqual(made)
    const fiveYears = 5 * 365 * 24 * 3_600_000
    expect((await openGatewayKeys(dir, Date.now() + fiveYears)).serverCert).not.toBe(made.serverCert)
  })

  it('that are shorter than one makes them today are made anew', async () => {
    const short = certificateWith(serialNumberOf(Buffer.alloc(15, 7)))
    const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    writeFileSync(file, JSON.stringify({ ...known, serverCert: short }), { mode: 0o600 })
    expect(bitsOf((await openGatewayKeys(dir)).serverCert)).toBe(3072)
  })
})

import { X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { serialNumberOf } from '../../bot/adapters/wechaty/certificates.ts'

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
    expect(new X509Certificate(certificateWith(serialNumberOf(random))).serialNumber).toBe(serialNumberOf(random).toUpperCase())
  })
})

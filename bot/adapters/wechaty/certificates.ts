import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import forge from 'node-forge'
import { makePrivateDir, readPrivateFile, writePrivateFile } from '../../session/privateFiles.ts'

/** Name in the gateway's certificate; also the first part of its token, by which the client knows it. */
export const GATEWAY_NAME = 'bot-gateway'

export interface GatewayKeys {
  /** Certificate of our own authority: the only one that the bot believes. */
  caCert: string
  serverCert: string
  serverKey: string
  token: string
}

const DAY_MS = 24 * 60 * 60 * 1000
const LIFE_DAYS = 5 * 365
const RENEW_DAYS = 30
/** As strong as 128 bits of a symmetric key (NIST SP 800-57; ASVS 11.2.3). */
export const KEY_BITS = 3072
/** A UUID has fewer than 128 bits by chance (ASVS 11.5.1); more than these and the name would be too long for a host's. */
const TOKEN_BYTES = 16

function makeRsaKey(): Promise<{ publicKey: string; privateKey: string }> {
  return new Promise((resolve, reject) => {
    generateKeyPair(
      'rsa',
      {
        modulusLength: KEY_BITS,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      },
      (error, publicKey, privateKey) => (error ? reject(error) : resolve({ publicKey, privateKey })),
    )
  })
}

async function newKeyPair(): Promise<{
  publicKey: forge.pki.PublicKey
  privateKey: forge.pki.rsa.PrivateKey
  pem: string
}> {
  const { publicKey, privateKey } = await makeRsaKey()
  return {
    publicKey: forge.pki.publicKeyFromPem(publicKey),
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    pem: privateKey,
  }
}

/**
 * 120 random bits as the hex of a positive whole number. Its first octet is 01 whatever the rest is: a number that begins with two zero
 * octets is no valid DER, and whether the signer's library takes them all away depends on the numbers drawn (RFC 5280 4.1.2.2, X.690 8.3.2).
 */
export function serialNumberOf(random: Buffer): string {
  return `01${random.toString('hex')}`
}

interface Naming {
  subject: string
  issuer: string
  key: forge.pki.PublicKey
  signer: forge.pki.rsa.PrivateKey
  extensions: object[]
  now: number
}

function makeCertificate({ subject, issuer, key, signer, extensions, now }: Naming): string {
  const cert = forge.pki.createCertificate()
  cert.publicKey = key
  cert.serialNumber = serialNumberOf(randomBytes(15))
  cert.validity.notBefore = new Date(now - DAY_MS)
  cert.validity.notAfter = new Date(now + LIFE_DAYS * DAY_MS)
  cert.setSubject([{ name: 'commonName', value: subject }])
  cert.setIssuer([{ name: 'commonName', value: issuer }])
  cert.setExtensions(extensions)
  cert.sign(signer, forge.md.sha256.create())
  return forge.pki.certificateToPem(cert)
}

/** A new authority and one server certificate of it. The authority's own key is thrown away at once: it never signs a second one. */
async function makeKeys(now: number): Promise<GatewayKeys> {
  const authority = await newKeyPair()
  const server = await newKeyPair()
  const issuer = 'yimin-gateway-authority'
  const caCert = makeCertificate({
    subject: issuer,
    issuer,
    key: authority.publicKey,
    signer: authority.privateKey,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
    now,
  })
  const serverCert = makeCertificate({
    subject: GATEWAY_NAME,
    issuer,
    key: server.publicKey,
    signer: authority.privateKey,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: GATEWAY_NAME }] },
    ],
    now,
  })
  return {
    caCert,
    serverCert,
    serverKey: server.pem,
    token: `${GATEWAY_NAME}_${randomBytes(TOKEN_BYTES).toString('hex')}`,
  }
}

/** Close to its end, or made when shorter keys were thought good enough. */
function isOutlived({ serverCert, caCert }: GatewayKeys, now: number): boolean {
  const certificates = [serverCert, caCert].map((text) => new X509Certificate(text))
  const isShort = certificates.some(({ publicKey }) => (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < KEY_BITS)
  return isShort || certificates.some(({ validTo }) => new Date(validTo).getTime() - now < RENEW_DAYS * DAY_MS)
}

const FILE = 'gateway-keys.json'

function keysDir(dataDir: string): string {
  return join(dataDir, 'bot', 'gateway')
}

/** Certificate, key and token of the local gateway, made at its first start and renewed a month before they run out (0600 in 0700). */
export async function openGatewayKeys(dataDir: string, now = Date.now()): Promise<GatewayKeys> {
  const known = await readGatewayKeys(dataDir)
  if (known && !isOutlived(known, now)) return known
  const dir = await makePrivateDir(keysDir(dataDir))
  const made = await makeKeys(now)
  await writePrivateFile(join(dir, FILE), JSON.stringify(made))
  return made
}

/** The keys as the gateway has left them; undefined before its first start. */
export async function readGatewayKeys(dataDir: string): Promise<GatewayKeys | undefined> {
  const text = await readPrivateFile(join(keysDir(dataDir), FILE))
  return text === undefined ? undefined : (JSON.parse(text) as GatewayKeys)
}

import { createCipheriv, createHash, randomBytes } from 'node:crypto'

export interface PushSecrets {
  appId: string
  token: string
  encodingAesKey: string
}

export interface PushCall {
  query: Record<string, string>
  body: string
}

const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')

/** Encrypts as the platform does: 16 random bytes, length, message, AppID, padded to blocks of 32. */
export function encrypt({ appId, encodingAesKey }: PushSecrets, message: string): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const body = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([randomBytes(16), length, body, Buffer.from(appId)])
  const missing = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(missing, missing)])),
    cipher.final(),
  ]).toString('base64')
}

/** One call of the platform to us, signed and encrypted. */
export function pushCall(
  secrets: PushSecrets,
  event: object | string,
  at: Date,
  nonce = randomBytes(8).toString('hex'),
): PushCall {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const encrypted = encrypt(secrets, typeof event === 'string' ? event : JSON.stringify(event))
  return {
    query: {
      signature: sha1(secrets.token, timestamp, nonce),
      timestamp,
      nonce,
      openid: 'any',
      encrypt_type: 'aes',
      msg_signature: sha1(secrets.token, timestamp, nonce, encrypted),
    },
    body: JSON.stringify({ ToUserName: 'gh_0123456789ab', Encrypt: encrypted }),
  }
}

/** How a delivery goes wrong. `reorder` keeps a call back until the next one has gone. */
export type PushKnob = { duplicate: number } | 'drop' | 'reorder'

/** Delivers events to an address, up to four times each until it answers `success`, as the platform does. */
export class PushSender {
  readonly knobs: PushKnob[] = []
  readonly answers: { status: number; text: string }[] = []
  private kept: PushCall[] = []
  private readonly secrets: PushSecrets
  private readonly url: string
  private readonly now: () => Date

  constructor(secrets: PushSecrets, url: string, now: () => Date) {
    this.secrets = secrets
    this.url = url
    this.now = now
  }

  /** As text where JavaScript cannot write the numbers. */
  async send(event: object | string): Promise<void> {
    const call = pushCall(this.secrets, event, this.now())
    const knob = this.knobs.shift()
    if (knob === 'drop') return
    if (knob === 'reorder') {
      this.kept.push(call)
      return
    }
    for (let i = 0; i < (knob?.duplicate ?? 1); i += 1) await this.deliver(call)
    const late = this.kept
    this.kept = []
    for (const one of late) await this.deliver(one)
  }

  private async deliver(call: PushCall): Promise<void> {
    for (let i = 0; i < 4; i += 1) {
      const response = await fetch(`${this.url}?${new URLSearchParams(call.query).toString()}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: call.body,
      })
      const answer = { status: response.status, text: await response.text() }
      this.answers.push(answer)
      if (answer.status === 200 && answer.text === 'success') return
    }
  }
}

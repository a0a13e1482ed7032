/** The forms in which a value could lie on a disk or in a log. */
export function formsOf(value: string): { form: string; bytes: Buffer }[] {
  const utf8 = Buffer.from(value)
  const hex = utf8.toString('hex')
  const url = encodeURIComponent(value)
  const forms: [string, Buffer | undefined][] = [
    ['UTF-8', utf8],
    ['UTF-16LE', Buffer.from(value, 'utf16le')],
    ['UTF-16BE', Buffer.from(value, 'utf16le').swap16()],
    ['GBK', inGbk(value)],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    [
      'JSON escapes',
      Buffer.from(value.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)),
    ],
    ...(url === value
      ? []
      : ([
          ['URL', Buffer.from(url)],
          ['url', Buffer.from(url.toLowerCase())],
        ] as [string, Buffer][])),
    ...[0, 1, 2].map((shift): [string, Buffer | undefined] => [`base64+${shift}`, inBase64(utf8, shift)]),
    ...[0, 1, 2].map((shift): [string, Buffer | undefined] => [
      `base64url+${shift}`,
      inBase64(utf8, shift, 'base64url'),
    ]),
  ]
  return forms.flatMap(([form, bytes]) => (bytes && bytes.length > 0 ? [{ form, bytes }] : []))
}

/** What base64 makes of a value that begins `shift` bytes after a group of three, without the edges that depend on the neighbours. */
function inBase64(bytes: Buffer, shift: number, form: 'base64' | 'base64url' = 'base64'): Buffer {
  const from = (3 - shift) % 3
  const whole = bytes.subarray(from, from + Math.floor((bytes.length - from) / 3) * 3)
  return Buffer.from(whole.toString(form))
}

let gbk: Map<string, Buffer> | undefined

/** Undefined where a sign of the value has no place in GBK. */
function inGbk(value: string): Buffer | undefined {
  gbk ??= readGbk()
  const parts: Buffer[] = []
  for (const sign of value) {
    const bytes = sign.charCodeAt(0) < 128 ? Buffer.from(sign) : gbk.get(sign)
    if (!bytes) return undefined
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** Node only decodes GBK: the table is read backwards. */
function readGbk(): Map<string, Buffer> {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, Buffer>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const bytes = Buffer.from([high, low])
      const sign = decoder.decode(bytes)
      if ([...sign].length === 1 && sign !== '\ufffd') table.set(sign, bytes)
    }
  }
  return table
}

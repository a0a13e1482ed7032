import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What runs at a station. What only measures, plays or shows does not run there. */
const ROOMS = ['server', 'bot', 'shared', 'miniprogram/src']
const PASSED_OVER =
  /(^|\/)(dist|node_modules|bench|simulate|seeds|replay)(\/|\.ts$)|server\/app\/(bench|simulate|seeds|replay)/

const sources = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(room, file))
    .filter((file) => /\.(ts|tsx|js|mjs|cjs)$/.test(file) && !file.endsWith('.d.ts') && !PASSED_OVER.test(file)),
).map((file) => ({ file, text: readFileSync(file, 'utf8') }))

/** Files in which this stands, outside of comments. */
function holding(what: RegExp): string[] {
  const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
  return sources.filter(({ text }) => what.test(bare(text))).map(({ file }) => file)
}

describe('the source of what runs at a station', () => {
  it('is found', () => {
    expect(sources.length).toBeGreaterThan(700)
    expect(holding(/createApp\(/)).toContain('server/app/web.ts')
  })

  it('makes no code out of text', () => {
    expect(holding(/\beval\(|new Function\(|node:vm\b|setTimeout\(['"`]/)).toEqual([])
  })

  it('starts no other program and no shell', () => {
    expect(holding(/node:child_process|require\(['"]child_process/)).toEqual([])
  })

  it('writes no markup out of what people said', () => {
    expect(holding(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML/)).toEqual([])
  })

  it('reads no XML, no YAML and no serialised objects; what it keeps is JSON of a known shape', () => {
    expect(holding(/xml2js|fast-xml|DOMParser|js-yaml|deserialize\(|node-serialize/)).toEqual([])
  })

  it('draws what nobody may guess from the system; Math.random only spreads repeated calls in time', () => {
    const spreads = ['server/platform/wechat/weChat.ts', 'bot/outbound/pacer.ts', 'bot/adapters/sandbox/page/liveLink.js', 'miniprogram/src/live/line.ts'] // prettier-ignore
    expect(holding(/Math\.random/).sort()).toEqual([...spreads].sort())
  })

  it('follows no redirect in any call to the outside', () => {
    const callers = sources.filter(
      ({ file, text }) => /\bfetch\(/.test(text) && /^(server|bot)\/(?!.*\/page\/)/.test(file),
    )
    expect(callers.length).toBeGreaterThan(4)
    expect(callers.filter(({ text }) => !text.includes("redirect: 'error'")).map(({ file }) => file)).toEqual([])
  })

  it('asks the record by no code and by no search that somebody else wrote', () => {
    expect(
      holding(/\$where|\$function|\$accumulator|mapReduce\(/).filter((file) => !file.includes('memoryRecord')),
    ).toEqual([])
    for (const file of holding(/\$regex: (?!escaped|`\^\$\{key\}`)/)) expect(file).toContain('memoryRecord')
  })

  it('uses approved ciphers and hashes; SHA-1 and CBC stand where WeChat’s push asks for them', () => {
    const found = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/create(?:Hash|Hmac|Cipheriv|Decipheriv)\(\s*'([^']+)'/g)].map(
        ([, name = '']) => [name, file] as const,
      ),
    )
    expect(found.length).toBeGreaterThan(10)
    const weak = found.filter(([name]) => !['sha256', 'aes-256-gcm'].includes(name))
    expect(weak.map(([name, file]) => `${name} ${file}`).sort()).toEqual([
      'aes-256-cbc server/platform/wechat/push/readPush.ts',
      // A check against half-written lines, no secret.
      'sha1 bot/session/jsonLog.ts',
      'sha1 server/platform/wechat/push/readPush.ts',
    ])
  })

  it('compares types and values, never across types', () => {
    expect(holding(/[^=!]==(?!=| null)|!=(?!=)/)).toEqual([])
  })

  it('speaks with other windows by no postMessage, and opens no page of others inside', () => {
    expect(
      holding(/postMessage\(|addEventListener\(['"]message|<web-view|<iframe|WebView/).filter(
        (file) => !/bench|socket|live/i.test(file),
      ),
    ).toEqual([])
  })
})

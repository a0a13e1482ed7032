/** Names of this machine; a socket of the file system has none. */
const HERE = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])
const isYes = (word: string | null | undefined) => word === 'true' || word === '1'
/** With one of these a client takes any certificate for the right one. */
const BLIND = ['tlsinsecure', 'tlsallowinvalidcertificates', 'tlsallowinvalidhostnames']

/** Why a line to a data service is not to be taken; nothing where it is. */
export type LineFault = 'plain' | 'blind' | undefined

/**
 * Whether words of neighbours may go along this line: within this machine, or under TLS with a certificate that is looked at
 * (ASVS 12.3.1, 12.3.2). For addresses of MongoDB (`mongodb://`, `mongodb+srv://`).
 */
export function mongoLineFault(uri: string): LineFault {
  const [, scheme = '', authority = '', rest = ''] = /^(mongodb(?:\+srv)?):\/\/([^/?]*)(.*)$/.exec(uri) ?? []
  const query = new URLSearchParams(rest.split('?')[1] ?? '')
  const options = new Map([...query].map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]))
  if (BLIND.some((name) => isYes(options.get(name)))) return 'blind'
  const tls = options.get('tls') ?? options.get('ssl')
  if (tls === undefined ? scheme.endsWith('+srv') : isYes(tls)) return undefined
  const hosts = (authority.split('@').at(-1) ?? '').split(',')
  return hosts.every((host) => isSocket(host) || HERE.has(host.replace(/:\d+$/, ''))) ? undefined : 'plain'
}

/** The same for Redis: `redis://`, `rediss://`, `unix://`, or a path. */
export function redisLineFault(url: string): LineFault {
  if (!url.startsWith('redis://')) return undefined
  return URL.canParse(url) && HERE.has(new URL(url).hostname) ? undefined : 'plain'
}

const isSocket = (host: string) => decodeURIComponent(host).startsWith('/')

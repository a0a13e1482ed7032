import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** The address under which the limits of whoever sent this call are kept. */
export type AddressOf = (req: IncomingMessage) => string

/** Whoever rents one IPv6 line has all addresses of one such net, and must not be counted as many. */
const LINE_BITS = 64
const NET_FORM = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i

/**
 * Reads a caller's address (OWASP ASVS 5.0, 4.1.3 and 15.3.4). `X-Forwarded-For` counts only as far as proxies of `trusted`
 * (addresses and nets, `10.0.0.0/8`) wrote it: the right-most address that is none of theirs. Without any nobody's word counts,
 * and it is the other end of the line. Throws Error for a net that is none.
 */
export function addressReader(trusted: readonly string[] = []): AddressOf {
  const proxies = new BlockList()
  for (const net of trusted) addNet(proxies, net)
  const isProxy = (address: string) => {
    const family = isIP(address)
    return family !== 0 && proxies.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
  return (req) => {
    const peer = bare(req.socket.remoteAddress ?? '')
    return lineOf(isProxy(peer) ? behind(peer, forwardedOf(req), isProxy) : peer)
  }
}

/** Whether this can be named as a proxy. */
export function isNet(text: string): boolean {
  const [, address = '', bits] = NET_FORM.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128))
}

function addNet(proxies: BlockList, net: string): void {
  if (!isNet(net)) throw new Error(`${net} is no address and no net`)
  const [address = '', bits] = net.split('/')
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  if (bits === undefined) proxies.addAddress(address, family)
  else proxies.addSubnet(address, Number(bits), family)
}

function forwardedOf({ headers }: IncomingMessage): string[] {
  return [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map(bare)
}

/** From the proxy next to us outwards; at what is no address the last known one stands. */
function behind(peer: string, forwarded: readonly string[], isProxy: (address: string) => boolean): string {
  let known = peer
  for (const address of forwarded.toReversed()) {
    if (isIP(address) === 0) return known
    known = address
    if (!isProxy(address)) return known
  }
  return known
}

/** Without port, brackets, zone, and the form in which an IPv4 address comes to an IPv6 socket. */
function bare(written: string): string {
  const text = written.trim().toLowerCase()
  const [, bracketed] = /^\[([\da-f.:]+)\](?::\d+)?$/.exec(text) ?? []
  const [, four] = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(bracketed ?? text) ?? []
  return four ?? (bracketed ?? text).replace(/%.*$/, '')
}

function lineOf(address: string): string {
  if (isIP(address) !== 6) return address
  return `${groupsOf(address)
    .slice(0, LINE_BITS / 16)
    .join(':')}::/${LINE_BITS}`
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const split = (part: string | undefined) => (part ? part.split(':') : [])
  const [before, after] = [split(head), split(tail)]
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array.from({ length: gap }, () => '0'), ...after].map((group) =>
    parseInt(group, 16).toString(16),
  )
}

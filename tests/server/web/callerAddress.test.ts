import type { IncomingMessage } from 'node:http'
import { addressReader } from '../../../server/platform/web/callerAddress.ts'
import { call, noteApp } from './noteApp.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { ...(forwarded && { 'x-forwarded-for': forwarded }) },
  }) as unknown as IncomingMessage

describe('where a call comes from', () => {
  it.each([
    ['203.0.113.9', undefined, '203.0.113.9'],
    ['203.0.113.9', '10.1.1.1', '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['10.0.0.1', '198.51.100.7', '10.0.0.1'],
  ])('is the other end of the line where no proxy is trusted: %s %s', (peer, forwarded, address) => {
    expect(addressReader()(from(peer, forwarded))).toBe(address)
  })

  it.each([
    ['10.0.0.1', '198.51.100.7', '198.51.100.7'],
    // Whoever writes the header himself stands left of what the proxy adds.
    ['10.0.0.1', '1.2.3.4, 198.51.100.7', '198.51.100.7'],
    ['10.0.0.1', '1.2.3.4, 198.51.100.7, 10.9.9.9', '198.51.100.7'],
    ['::ffff:10.0.0.1', '[2001:db8::1]:443', '2001:db8:0:0::/64'],
    ['10.0.0.1', '198.51.100.7:51234', '198.51.100.7'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.7, nonsense', '10.0.0.1'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['10.0.0.1', '10.2.2.2, 10.3.3.3', '10.2.2.2'],
    // Not through the proxy: the header is the caller's own word.
    ['198.51.100.8', '198.51.100.7', '198.51.100.8'],
    ['fd00::1', '198.51.100.7', '198.51.100.7'],
  ])('is what the trusted proxy says: %s %s', (peer, forwarded, address) => {
    expect(addressReader(['10.0.0.0/8', 'fd00::/8'])(from(peer, forwarded))).toBe(address)
  })

  it('of one IPv6 line is one place, however many addresses it has', () => {
    const read = addressReader()
    const places = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:DB8:1:2:0:0:0:9']
    expect(new Set(places.map((address) => read(from(address))))).toEqual(new Set(['2001:db8:1:2::/64']))
    expect(read(from('2001:db8:1:3::1'))).not.toBe(read(from('2001:db8:1:2::1')))
  })

  it.each(['proxy.example', '10.0.0.0/33', '', '10.0.0.0/8/8'])('takes no proxy that is none: %j', (net) => {
    expect(() => addressReader([net])).toThrow('is no address and no net')
  })
})

describe('limits behind a proxy', () => {
  const guessesFrom = async (forwarded: (turn: number) => string, trustedProxies: string[]) => {
    const app = await noteApp({ rate: { burst: 50, perSecond: 0.001 }, trustedProxies })
    try {
      const statuses = []
      for (let turn = 0; turn < 7; turn += 1) {
        const headers = { authorization: `Bearer guess${turn}`, 'x-forwarded-for': forwarded(turn) }
        statuses.push((await call(app.port, { path: '/api/notes/mine', headers })).status)
      }
      const neighbour = { 'x-forwarded-for': '203.0.113.50' }
      return { statuses, neighbour: (await call(app.port, { path: '/api/greeting', headers: neighbour })).status }
    } finally {
      await app.close()
    }
  }

  it('slow the caller down whom the proxy names, and not his neighbour', async () => {
    const { statuses, neighbour } = await guessesFrom(() => '198.51.100.7', ['127.0.0.1'])
    expect([statuses, neighbour]).toEqual([[401, 401, 401, 401, 401, 429, 429], 200])
  })

  it('are not escaped by whoever writes other addresses into the header himself', async () => {
    const own = await guessesFrom((turn) => `10.0.0.${turn}, 198.51.100.7`, ['127.0.0.1'])
    expect(own.statuses.slice(5)).toEqual([429, 429])
    const direct = await guessesFrom((turn) => `10.0.0.${turn}`, [])
    expect(direct.statuses.slice(5)).toEqual([429, 429])
  })
})

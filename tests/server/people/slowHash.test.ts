import { hashSlowly, WAITING_AT_MOST } from '../../../server/people/slowHash.ts'

type Done = (error: null, key: Buffer) => void
const costs: object[] = []
/** The real one is slow on purpose: here it is asked for its cost, and answers cheaply. */
jest.mock('node:crypto', () => {
  const real = jest.requireActual<typeof import('node:crypto')>('node:crypto')
  const scrypt = (secret: string, salt: Buffer, length: number, cost: object, done: Done) => {
    costs.push(cost)
    done(null, real.scryptSync(secret, salt, length, { N: 16, r: 1, p: 1 }))
  }
  return { ...real, scrypt }
})

const salt = Buffer.alloc(16, 1).toString('base64')

it('costs what OWASP asks for, and is salted', async () => {
  const hash = await hashSlowly('一句话', salt)
  expect(costs).toEqual([{ N: 2 ** 14, r: 8, p: 5 }])
  expect(Buffer.from(hash, 'base64')).toHaveLength(32)
  expect(await hashSlowly('一句话', salt)).toBe(hash)
  expect(await hashSlowly('一句话', Buffer.alloc(16, 2).toString('base64'))).not.toBe(hash)
  expect(await hashSlowly('另一句', salt)).not.toBe(hash)
})

it('whoever comes when too many wait is told to come again, and those before are served', async () => {
  const turns = Array.from({ length: WAITING_AT_MOST + 1 }, () => hashSlowly('x', salt))
  const results = (await Promise.allSettled(turns)).map(({ status }) => status)
  expect(results.pop()).toBe('rejected')
  expect(new Set(results)).toEqual(new Set(['fulfilled']))
  await expect(hashSlowly('x', salt)).resolves.toBeDefined()
})

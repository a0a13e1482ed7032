import { z } from 'zod'
import { ROUTES } from '../../../server/app/contracts.ts'
import { exampleOf } from '../../factories/examples/exampleOf.ts'

describe('examples of what the server answers', () => {
  it.each(ROUTES.map((route) => [route.name, route] as const))('%s has a full and a bare one', (_, { reply }) => {
    for (const fill of ['full', 'bare'] as const) {
      const example = exampleOf(reply, fill)
      // As it goes over the line.
      const carried: unknown = isFile(example) ? example : JSON.parse(JSON.stringify(example))
      expect(reply.safeParse(carried).success).toBe(true)
    }
  })

  it.each(ROUTES.map((route) => [route.name, route] as const))('%s has one of what it takes', (_, route) => {
    for (const schema of [route.params, route.query, route.body]) {
      if (schema !== undefined) expect(schema.safeParse(exampleOf(schema, 'bare')).success).toBe(true)
    }
  })

  it('is refused where the schema knows better', () => {
    const even = z.int().refine((number) => number % 2 === 1 && number > 100)
    expect(() => exampleOf(even)).toThrow('refuses its example')
    expect(() => exampleOf(z.symbol())).toThrow('no example is known')
  })
})

/** A picture or a table goes over the line as it is, not as JSON. */
function isFile(example: unknown): boolean {
  return Object.values(Object(example) as object).some((part) => part instanceof Uint8Array)
}

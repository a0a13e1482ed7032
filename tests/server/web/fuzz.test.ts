import fc from 'fast-check'
import { ROUTES } from '../../../server/app/contracts.ts'
import { ApiError } from '../../../server/platform/web/index.ts'
import { parseInput } from '../../../server/platform/web/parseInput.ts'

const RUNS = 300
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom<unknown>(
    { $gt: '' },
    { $where: '1' },
    [],
    {},
    null,
    -0,
    1e308,
    '\ud800',
    '\0',
    '__proto__',
    'a'.repeat(50_000),
  ),
)

/** Names that routes know, so that the fuzz reaches the inside of a shape. */
const names = [
  'events',
  'items',
  'text',
  'id',
  'reason',
  'account',
  'adapter',
  'max',
  'limit',
  'cursor',
  'outcomes',
  'state',
  'since',
  'to',
]
const objects = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(hostile, fc.array(fc.dictionary(fc.constantFrom(...names), hostile), { maxLength: 3 })),
)
const queries = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc
    .array(fc.tuple(fc.constantFrom(...names), fc.string()), { maxLength: 4 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')),
)

it.each(ROUTES.map((route) => [route.name, route] as const))(
  '%s lets in what fits and names the faults of the rest',
  (_name, route) => {
    const input = fc.record({
      params: fc.dictionary(fc.constantFrom('id', 'code'), fc.string({ unit: 'binary' })),
      queryText: queries,
      body: fc.oneof(objects, hostile, fc.constant(undefined)),
    })
    fc.assert(
      fc.property(input, (raw) => {
        try {
          parseInput(route, raw)
        } catch (error) {
          if (!(error instanceof ApiError)) throw error
          expect(['invalid_input', 'bad_json']).toContain(error.code)
          if (error.code === 'invalid_input') expect(error.fields.length).toBeGreaterThan(0)
          for (const fault of error.fields) expect(fault.message).toMatch(/\p{Script=Han}/u)
        }
      }),
      { numRuns: RUNS },
    )
  },
)

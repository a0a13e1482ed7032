import fc from 'fast-check'
import { assign, pairUp } from '../../../../server/dispatch/trips/assignment.ts'

/** The least sum there is, by trying every way. */
function leastSum(rows: number, columns: number, costs: readonly number[]): number {
  const from = (row: number, taken: number): number => {
    if (row === rows) return 0
    let least = Infinity
    for (let column = 0; column < columns; column += 1) {
      if (taken & (1 << column)) continue
      least = Math.min(least, (costs[row * columns + column] as number) + from(row + 1, taken | (1 << column)))
    }
    return least
  }
  return from(0, 0)
}

const matrices = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 })).chain(([rows, more]) =>
  fc.tuple(
    fc.constant(rows),
    fc.constant(rows + more),
    fc.array(fc.integer({ min: -50, max: 1_000 }), {
      minLength: rows * (rows + more),
      maxLength: rows * (rows + more),
    }),
  ),
)

describe('an assignment', () => {
  it('has the least sum of costs, and gives no column twice', () => {
    fc.assert(
      fc.property(matrices, ([rows, columns, costs]) => {
        const columnOf = [...assign(rows, columns, Float64Array.from(costs))]
        expect(new Set(columnOf).size).toBe(rows)
        const sum = columnOf.reduce((whole, column, row) => whole + (costs[row * columns + column] as number), 0)
        expect(sum).toBe(leastSum(rows, columns, costs))
      }),
    )
  })

  it('is refused where there are too few columns', () => {
    expect(() => assign(2, 1, new Float64Array(2))).toThrow(RangeError)
  })
})

describe('pairs', () => {
  const costs = [
    [1, 9],
    [2, 9],
    [9, 9],
  ]
  const costOf = (left: number, right: number) => costs[left]?.[right] ?? NaN

  it('are found whichever side is longer', () => {
    expect(pairUp(3, 2, costOf, 100).map(([left, right]) => costOf(left, right))).toEqual([1, 9])
    expect(pairUp(2, 3, (left, right) => costOf(right, left), 100)).toContainEqual([0, 0])
  })

  it('leave out what cannot be', () => {
    expect(pairUp(3, 2, costOf, 9)).toEqual([[0, 0]])
  })
})

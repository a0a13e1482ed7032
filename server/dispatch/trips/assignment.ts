/**
 * Gives each row another column so that the sum of costs is the least there is (Kuhn 1955, by shortest augmenting paths with
 * potentials: Jonker and Volgenant 1987). O(rows² · columns).
 * @param costs row by row, `rows * columns` finite numbers; `rows` must not exceed `columns`
 * @returns for each row its column
 */
export function assign(rows: number, columns: number, costs: Float64Array): Int32Array {
  if (rows > columns) throw new RangeError(`${rows} rows cannot each have one of ${columns} columns`)
  const search = new Search(rows, columns, costs)
  for (let row = 1; row <= rows; row += 1) search.place(row)
  return search.columnOfRow()
}

/** Rows and columns count from 1; 0 is where a search begins. */
class Search {
  private readonly rows: number
  private readonly columns: number
  private readonly costs: Float64Array
  private readonly rowPrice: Float64Array
  private readonly columnPrice: Float64Array
  private readonly rowOf: Int32Array
  /** On the shortest path to this column: the column before it. */
  private readonly before: Int32Array
  private readonly distance: Float64Array
  private readonly settled: Uint8Array

  constructor(rows: number, columns: number, costs: Float64Array) {
    this.rows = rows
    this.columns = columns
    this.costs = costs
    this.rowPrice = new Float64Array(rows + 1)
    this.columnPrice = new Float64Array(columns + 1)
    this.rowOf = new Int32Array(columns + 1)
    this.before = new Int32Array(columns + 1)
    this.distance = new Float64Array(columns + 1)
    this.settled = new Uint8Array(columns + 1)
  }

  /** Finds the cheapest way to let this row in, moving others along it. */
  place(row: number): void {
    this.rowOf[0] = row
    this.distance.fill(Infinity)
    this.settled.fill(0)
    let column = 0
    while (this.rowOf[column] !== 0) column = this.settle(column)
    while (column !== 0) {
      const previous = this.before[column] as number
      this.rowOf[column] = this.rowOf[previous] as number
      column = previous
    }
  }

  /** Looks from this column's row at all others, and goes on to the nearest. */
  private settle(column: number): number {
    const { columns, costs, rowPrice, columnPrice, before, distance, settled } = this
    settled[column] = 1
    const row = this.rowOf[column] as number
    const first = (row - 1) * columns - 1
    const price = rowPrice[row] as number
    let nearest = 0
    let least = Infinity
    for (let other = 1; other <= columns; other += 1) {
      if (settled[other] === 1) continue
      const way = (costs[first + other] as number) - price - (columnPrice[other] as number)
      if (way < (distance[other] as number)) {
        distance[other] = way
        before[other] = column
      }
      if ((distance[other] as number) < least) {
        least = distance[other] as number
        nearest = other
      }
    }
    this.pay(least)
    return nearest
  }

  private pay(least: number): void {
    const { columns, rowOf, rowPrice, columnPrice, distance, settled } = this
    for (let column = 0; column <= columns; column += 1) {
      if (settled[column] === 1) {
        const row = rowOf[column] as number
        rowPrice[row] = (rowPrice[row] as number) + least
        columnPrice[column] = (columnPrice[column] as number) - least
      } else {
        distance[column] = (distance[column] as number) - least
      }
    }
  }

  columnOfRow(): Int32Array {
    const found = new Int32Array(this.rows)
    for (let column = 1; column <= this.columns; column += 1) {
      const row = this.rowOf[column] as number
      if (row > 0) found[row - 1] = column - 1
    }
    return found
  }
}

/** As `assign`, whichever side is the longer one; pairs that cost `never` or more are left out. */
export function pairUp(
  left: number,
  right: number,
  costOf: (left: number, right: number) => number,
  never: number,
): [left: number, right: number][] {
  const turned = left > right
  const [rows, columns] = turned ? [right, left] : [left, right]
  const costs = new Float64Array(rows * columns)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      costs[row * columns + column] = turned ? costOf(column, row) : costOf(row, column)
  const pairs: [number, number][] = []
  assign(rows, columns, costs).forEach((column, row) => {
    if ((costs[row * columns + column] as number) >= never) return
    pairs.push(turned ? [column, row] : [row, column])
  })
  return pairs
}

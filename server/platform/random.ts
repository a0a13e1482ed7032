import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 8_192
const pool = Buffer.allocUnsafe(POOL_BYTES)
let used = POOL_BYTES

/** Random bytes of the system, drawn in larger portions: a call for twelve bytes costs as much as one for thousands. No byte is given twice. */
export function drawBytes(count: number): Buffer {
  if (used + count > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  const drawn = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return drawn
}

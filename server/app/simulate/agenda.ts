interface Entry {
  at: number
  /** Those of one instant keep the order in which they were put down. */
  turn: number
  act: () => Promise<unknown>
}

/** What is to happen when: a heap by time. */
export class Agenda {
  private readonly heap: Entry[] = []
  private turns = 0

  /** @param at milliseconds */
  put(at: number, act: () => Promise<unknown>): void {
    this.turns += 1
    this.heap.push({ at, turn: this.turns, act })
    this.rise(this.heap.length - 1)
  }

  get next(): number {
    return this.heap[0]?.at ?? Infinity
  }

  /** Takes out all that is due, in order. */
  due(now: number): (() => Promise<unknown>)[] {
    const acts: (() => Promise<unknown>)[] = []
    while (this.next <= now) acts.push(this.pop().act)
    return acts
  }

  private pop(): Entry {
    const first = this.heap[0] as Entry
    const last = this.heap.pop() as Entry
    if (this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return first
  }

  private rise(from: number): void {
    for (let i = from; i > 0;) {
      const parent = (i - 1) >> 1
      if (!this.isBefore(i, parent)) return
      this.swap(i, parent)
      i = parent
    }
  }

  private sink(from: number): void {
    for (let i = from; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let first = i
      if (left < this.heap.length && this.isBefore(left, first)) first = left
      if (right < this.heap.length && this.isBefore(right, first)) first = right
      if (first === i) return
      this.swap(i, first)
      i = first
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a] as Entry, this.heap[b] as Entry]
    return one.at < other.at || (one.at === other.at && one.turn < other.turn)
  }

  private swap(a: number, b: number): void {
    ;[this.heap[a], this.heap[b]] = [this.heap[b] as Entry, this.heap[a] as Entry]
  }
}

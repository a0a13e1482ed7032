/** Residents of the first group who can be written to; a few orders a day each are nothing that a worker must look at. */
const RESIDENTS = ['wang', 'sun', 'zhou', 'wu', 'liu', 'huang', 'tian']

export function residentFor(n: number): string {
  return RESIDENTS[n % RESIDENTS.length] ?? 'wang'
}

export type Chance = () => number

/** Numbers from 0 to 1 from one seed: the given one, or one that is printed and can be given again as FAULT_SEED. */
export function seeded(seed?: number): Chance {
  let state = seed ?? (Number(process.env.FAULT_SEED) || Date.now() & 0x7fffffff)
  if (seed === undefined) process.stderr.write(`FAULT_SEED=${state}\n`)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** 0 to 60 ms: somewhere between the message's arrival and the end of its handling. */
export function shortWhile(chance: Chance): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.floor(chance() * 60)))
}

export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  return items.map((item) => ({ item, at: chance() })).sort((a, b) => a.at - b.at).map(({ item }) => item) // prettier-ignore
}

/** Acts one after the other, in the order of asking. */
export function inTurn(): (act: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (act) => {
    last = last.catch(() => undefined).then(act)
    return last
  }
}

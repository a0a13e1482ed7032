import type { Item } from '../language/frame.ts'

/** What others do for a request beside whoever brings it to the door: goods of a shop, and what is a worker's matter. */
export type PartKind = 'goods' | 'sensitive'

interface InParts {
  items: Item[]
  parts?: { kind: PartKind; items: Item[] }[]
}

/** What whoever carries it has in hand: all that was asked for, but for what is a worker's matter. */
export function carriedItems({ items, parts = [] }: InParts): Item[] {
  const apart = parts.filter(({ kind }) => kind === 'sensitive').flatMap((part) => part.items.map(({ name }) => name))
  return items.filter(({ name }) => !apart.includes(name))
}

/** The request as its carrier may know it. */
export function asCarried<Request extends InParts>(request: Request): Request {
  return request.parts ? { ...request, items: carriedItems(request) } : request
}

/** A shop has the goods of it ready: no shop is asked to carry them. */
export function hasGoodsPart({ parts = [] }: Pick<InParts, 'parts'>): boolean {
  return parts.some(({ kind }) => kind === 'goods')
}

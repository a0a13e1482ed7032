import type { Document } from 'mongodb'
import type { SealedKind } from '../vault/index.ts'
import { openText } from './keyRing.ts'
import type { KeyRing } from './keyRing.ts'
import { sealedValuesIn } from './sealedValues.ts'

/** What must change in one document, so that the next key opens and finds all of it. */
export interface Renewal {
  filter: Document
  update: Document
}

/**
 * The change of one document; `undefined` where nothing is left to change. Values and the indexes made of them go in one write.
 * A value that neither key opens stays as it is.
 */
export function renewalOf(kind: SealedKind, doc: Document, ring: KeyRing): Renewal | undefined {
  const { plain, before, sealed } = valuesOf(kind, doc, ring)
  const indexes = indexesOf(kind, doc, plain, ring)
  const set = { ...sealed, ...Object.fromEntries(indexes.filter(([, index]) => index !== undefined)) }
  const unset = Object.fromEntries(indexes.filter(([, index]) => index === undefined).map(([path]) => [path, '']))
  const update = {
    ...(Object.keys(set).length > 0 && { $set: set }),
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
  }
  // What somebody changed in the meantime is left for the next round.
  return Object.keys(update).length > 0 ? { filter: { _id: doc._id as unknown, ...before }, update } : undefined
}

/** Every value in clear; and those that the next key does not open yet: as they stand, and sealed anew. */
function valuesOf(kind: SealedKind, doc: Document, ring: KeyRing) {
  const plain = new Map<string, string>()
  const before: Document = {}
  const sealed: Document = {}
  for (const { path, text, place } of sealedValuesIn(kind, doc)) {
    const opened = openText(ring, text, place)
    if (!opened) continue
    plain.set(path, opened.plain)
    if (opened.isNew) continue
    before[path] = text
    sealed[path] = ring.to.seal(opened.plain, place)
  }
  return { plain, before, sealed }
}

/** The indexes that must become something else, or go. */
function indexesOf(
  kind: SealedKind,
  doc: Document,
  plain: ReadonlyMap<string, string>,
  { from, to, older }: KeyRing,
): [path: string, index: string | undefined][] {
  const open = (path: string) => plain.get(path)
  return Object.entries(kind.indexes ?? {}).flatMap(([path, { purpose, of, oneOf }]) => {
    const stands = valueAt(doc, path)
    if (stands === undefined && !of) return []
    const fits = (text: string) => [to, from, ...older].some((vault) => vault.blindIndex(text, purpose) === stands)
    const text = of ? of(doc, open) : oneOf?.(doc, open).find(fits)
    const index = text === undefined ? undefined : to.blindIndex(text, purpose)
    return index === stands ? [] : [[path, index]]
  })
}

function valueAt(doc: Document, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Document | undefined)?.[step], doc)
}

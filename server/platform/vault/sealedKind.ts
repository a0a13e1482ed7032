import type { Document } from 'mongodb'
import type { SealedPlace } from './index.ts'

/** Gives the plain text of a sealed field of the document in hand; `undefined` where it stands empty. */
export type OpenField = (path: string) => string | undefined

/** A blind index of something sealed in the same document, and what it is made of. */
export interface IndexOf<T> {
  purpose: string
  /** The text that it is made of; where there is none, there is no index. */
  of?: (doc: T, open: OpenField) => string | undefined
  /** Where the document no longer says it exactly: what it may have been. The one that fits is it; where none does, the index goes. */
  oneOf?: (doc: T, open: OpenField) => string[]
}

/**
 * What one collection holds under the master key. Whoever seals a field says so here, beside its place: an exchange of the key
 * goes by these words alone, and refuses to begin where the record holds more.
 */
export interface SealedIn<T> {
  collection: string
  /** By path; `[]` stands for each entry of a list (`household[].home.door`), and the entry is handed to the place. */
  fields: { [path: string]: (doc: T, entry: never) => SealedPlace }
  /** Blind indexes that are made anew, by path. */
  indexes?: { [path: string]: IndexOf<T> }
  /** The sealed file beside a document; its name is the place's id. */
  file?: (doc: T) => SealedPlace
  /** Blind indexes that stay as they are, by path, each with its reason. */
  stay?: { [path: string]: string }
  /** Short-lived documents that go, and why they may. */
  goes?: string
}

/** The same, for whoever walks over all of them. */
export interface SealedKind extends SealedIn<Document> {
  fields: { [path: string]: (doc: Document, entry: unknown) => SealedPlace }
}

/** Says what a collection holds under the master key. */
export function sealedIn<T>(kind: SealedIn<T>): SealedKind {
  return kind as unknown as SealedKind
}

/** Another collection keeps whole documents of this kind in one of its fields, sealed for the place that they came from. */
export function heldAs(collection: string, field: string, kind: SealedKind): SealedKind {
  const inside = (doc: Document): Document => doc[field] as Document
  const under = <V>(parts: { [path: string]: V }) =>
    Object.entries(parts).map(([path, value]) => [`${field}.${path}`, value] as const)
  return {
    collection,
    fields: Object.fromEntries(
      under(kind.fields).map(([path, at]) => [path, (doc: Document, entry: unknown) => at(inside(doc), entry)]),
    ),
    indexes: Object.fromEntries(
      under(kind.indexes ?? {}).map(([path, { purpose, of, oneOf }]) => [
        path,
        {
          purpose,
          ...(of && { of: (doc: Document, open: OpenField) => of(inside(doc), (name) => open(`${field}.${name}`)) }),
          ...(oneOf && {
            oneOf: (doc: Document, open: OpenField) => oneOf(inside(doc), (name) => open(`${field}.${name}`)),
          }),
        },
      ]),
    ),
  }
}

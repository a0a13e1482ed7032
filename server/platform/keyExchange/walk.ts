import type { Db, Document } from 'mongodb'
import type { Files } from '../files/index.ts'
import type { SealedKind } from '../vault/index.ts'
import { openFile, openText } from './keyRing.ts'
import type { KeyRing } from './keyRing.ts'
import { renewalOf } from './sealAnew.ts'
import type { Renewal } from './sealAnew.ts'
import { sealedLookingIn, sealedValuesIn } from './sealedValues.ts'

/** What an exchange walks over. */
export interface SealedHouse {
  db: Db
  files: Files
  /** Every kind of sealed thing that the house knows. */
  kinds: readonly SealedKind[]
  /** Names of all collections of the record. */
  collections(): Promise<string[]>
}

/** Something that stands in the way. `unreadable`: neither key opens it. `unknown`: no model says that it is sealed. */
export interface Fault {
  kind: 'unreadable' | 'unknown'
  collection: string
  id: string
  path: string
}

/** How far a walk has come. */
export interface Walked {
  /** `checking`: a round more, to see that the one before left nothing. */
  phase: 'looking' | 'sealing' | 'checking'
  collection: string
  done: number
  /** About so many. */
  of: number
}

export type Tell = (walked: Walked) => void

/** Documents that travel together: so few that the record waits for the next ones no longer than it has patience. */
const TOGETHER = 100

/** Looks at every document and file, and changes nothing: tells what neither key opens, and what looks sealed and is in no model. */
export async function lookThrough(house: SealedHouse, ring: KeyRing, tell: Tell): Promise<Fault[]> {
  const kinds = new Map(house.kinds.map((kind) => [kind.collection, kind]))
  const faults: Fault[] = []
  for (const collection of await house.collections()) {
    const kind = kinds.get(collection)
    if (kind?.goes !== undefined) continue
    await walkOver(house, collection, (walked) => tell({ phase: 'looking', ...walked }), async (docs) => {
      for (const doc of docs) faults.push(...faultsIn(collection, kind, doc, ring), ...(await fileFault(house, kind, doc, ring)))
    }) // prettier-ignore
  }
  return faults
}

/** One round over all that is sealed: what the next key does not open yet is sealed anew. Tells how much that was. */
export async function sealRound(
  house: SealedHouse,
  ring: KeyRing,
  phase: 'sealing' | 'checking',
  tell: Tell,
): Promise<number> {
  let renewed = 0
  for (const kind of house.kinds) {
    const told = (walked: Omit<Walked, 'phase'>) => tell({ phase, ...walked })
    if (kind.goes !== undefined) await house.db.collection(kind.collection).deleteMany({})
    else
      await walkOver(house, kind.collection, told, async (docs) => {
        for (const doc of docs) renewed += await renewFile(house, kind, doc, ring)
        renewed += await renew(house, kind, docs, ring)
      })
  }
  return renewed
}

async function walkOver(
  { db }: SealedHouse,
  collection: string,
  told: (walked: Omit<Walked, 'phase'>) => void,
  visit: (docs: Document[]) => Promise<void>,
): Promise<void> {
  const of = await db.collection(collection).estimatedDocumentCount()
  let done = 0
  let together: Document[] = []
  const flush = async () => {
    await visit(together)
    done += together.length
    together = []
    told({ collection, done, of: Math.max(of, done) })
  }
  for await (const doc of db.collection(collection).find({}, { batchSize: TOGETHER }).sort({ _id: 1 })) {
    together.push(doc)
    if (together.length === TOGETHER) await flush()
  }
  if (together.length > 0) await flush()
}

function faultsIn(collection: string, kind: SealedKind | undefined, doc: Document, ring: KeyRing): Fault[] {
  const id = String(doc._id)
  const values = kind ? sealedValuesIn(kind, doc) : []
  const known = new Set(values.map(({ path }) => path))
  return [
    ...values
      .filter(({ text, place }) => openText(ring, text, place) === undefined)
      .map(({ path }) => ({ kind: 'unreadable' as const, collection, id, path })),
    ...sealedLookingIn(doc)
      .filter((path) => !known.has(path))
      .map((path) => ({ kind: 'unknown' as const, collection, id, path })),
  ]
}

async function fileFault({ files }: SealedHouse, kind: SealedKind | undefined, doc: Document, ring: KeyRing) {
  const place = kind?.file?.(doc)
  const bytes = place && (await files.get(place.id))
  if (!place || !bytes || openFile(ring, bytes, place)) return []
  return [{ kind: 'unreadable' as const, collection: place.collection, id: place.id, path: place.field }]
}

async function renew({ db }: SealedHouse, kind: SealedKind, docs: Document[], ring: KeyRing): Promise<number> {
  const renewals = docs.map((doc) => renewalOf(kind, doc, ring)).filter((one): one is Renewal => one !== undefined)
  if (renewals.length === 0) return 0
  await db.collection(kind.collection).bulkWrite(
    renewals.map((updateOne) => ({ updateOne })),
    { ordered: false },
  )
  return renewals.length
}

async function renewFile({ files }: SealedHouse, kind: SealedKind, doc: Document, ring: KeyRing): Promise<number> {
  const place = kind.file?.(doc)
  const bytes = place && (await files.get(place.id))
  const opened = place && bytes && openFile(ring, bytes, place)
  if (!opened || opened.isNew) return 0
  await files.put(place.id, ring.to.sealBytes(opened.plain, place))
  return 1
}

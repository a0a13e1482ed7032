import { newIdempotencyKey } from '../api/idempotencyKey.ts'
import type { Picked } from './pickPhotos.ts'

/** Where a photo waits before there is a request: beside the sentence, or on the form of tiles. */
export type Tray = 'sentence' | 'form'

/** One photo that was chosen and is not with its request yet. With `error` it waits for the person: another try, or to be let go. */
export interface BoxedPhoto {
  id: string
  /** Whose it is. */
  who: string
  /** A tray, or the code of the request to which it goes. */
  at: string
  picked: Picked
  /** Keys of the two writes; kept over tries, so that each counts once. */
  uploadKey: string
  putKey: string
  /** Once it has arrived. */
  photoId?: string
  /** 0 to 100; 100 means that it arrived and is being put to the request. */
  percent: number
  underWay: boolean
  error?: string
  /** Another try may help; a file that is no photo stays none. */
  mayRetry: boolean
}

/** In memory: it outlives pages and a session that ended, and is gone with the app. */
let box: readonly BoxedPhoto[] = []
const listeners = new Set<() => void>()

/** Tells of every change; returns how to stop. */
export function onPhotos(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What this person has in a tray, or on its way to a request. */
export function photosAt(who: string, at: string): BoxedPhoto[] {
  return box.filter((one) => one.who === who && one.at === at)
}

export async function putIntoBox(who: string, at: string, picked: readonly Picked[]): Promise<void> {
  for (const one of picked) {
    const [id, uploadKey, putKey] = await Promise.all([1, 2, 3].map(newIdempotencyKey))
    if (id === undefined || uploadKey === undefined || putKey === undefined) return
    const fresh = { id, who, at, picked: one, uploadKey, putKey, percent: 0, underWay: false, mayRetry: true }
    write([...box, fresh])
  }
}

export function changePhoto(id: string, parts: Partial<BoxedPhoto>): void {
  write(box.map((one) => (one.id === id ? { ...one, ...parts } : one)))
}

export function findPhoto(id: string): BoxedPhoto | undefined {
  return box.find((one) => one.id === id)
}

export function dropPhoto(id: string): void {
  write(box.filter((one) => one.id !== id))
}

/** The request is there: what lay in the tray goes to it as soon as its page shows it. */
export function handPhotos(who: string, tray: Tray, code: string): void {
  write(box.map((one) => (one.who === who && one.at === tray ? { ...one, at: code } : one)))
}

/** Whoever leaves takes everything along. */
export function emptyBox(): void {
  if (box.length > 0) write([])
}

function write(next: readonly BoxedPhoto[]): void {
  box = next
  listeners.forEach((tell) => tell())
}

import { keep, kept } from '../session/keep.ts'
import { keptInBrowser } from './keptInBrowser.ts'
import { keptInWeChat } from './keptInWeChat.ts'
import type { Picked } from './pickPhotos.ts'

/** What the phone keeps of a photo that was not sent yet: it outlives a reload, and a tab that the phone closed. */
export interface KeptPhoto {
  id: string
  /** Whose it is. */
  who: string
  /** A tray, or the code of the request to which it goes. */
  at: string
  /** When it was chosen, in ms since 1970; of two the later one has the larger number. */
  since: number
  picked: Picked
  /** Keys of the two writes; kept over tries, so that each counts once. */
  uploadKey: string
  putKey: string
  /** Once it has arrived. */
  photoId?: string
}

/** One platform's place for them. Every act may fail. */
export interface PhotoShelf {
  put(photo: KeptPhoto): Promise<unknown>
  drop(id: string): Promise<unknown>
  all(): Promise<KeptPhoto[]>
}

/** Whoever has not sent it by then chooses it anew. */
const KEPT_MS = 24 * 3_600_000

/** A photo as it waits; `mayRetry` false: the server will never take it. */
type Waiting = KeptPhoto & { mayRetry: boolean }

/** Lays by what is new among these photos, and strikes out what is not among them any more. @throws where nothing can be kept here */
export async function keepChanges(before: readonly Waiting[], next: readonly Waiting[]): Promise<void> {
  const was = new Map(before.filter(isWorthIt).map((photo) => [photo.id, photo]))
  for (const photo of next.filter(isWorthIt)) {
    const known = was.get(photo.id)
    was.delete(photo.id)
    // How far it is on its way changes too often to be laid by.
    if (photo.at !== known?.at || photo.photoId !== known.photoId) await keepPhoto(photo)
  }
  if (was.size > 0) await strikeOut(({ id }) => was.has(id))
}

const isWorthIt = ({ mayRetry }: Waiting) => mayRetry

async function keepPhoto({ id, who, at, since, picked, uploadKey, putKey, photoId }: KeptPhoto): Promise<void> {
  keep('photosLeft', true)
  // Without the sign nobody would ever look for it.
  if (kept('photosLeft') === undefined) return
  await shelf().put({ id, who, at, since, picked, uploadKey, putKey, ...(photoId === undefined ? {} : { photoId }) })
}

/** Whosever they are. */
export async function forgetAllPhotos(): Promise<void> {
  await strikeOut(() => true)
}

/** What this person has left, the oldest first; what is anybody else's, or too old, is struck out. Where nobody is here yet, only what is too old. */
export async function photosLeftBy(who: string | undefined): Promise<KeptPhoto[]> {
  const left = await strikeOut((photo) => isOld(photo) || (who !== undefined && photo.who !== who))
  return left.sort((a, b) => a.since - b.since)
}

async function strikeOut(goes: (photo: KeptPhoto) => boolean): Promise<KeptPhoto[]> {
  const all = await shelf().all()
  for (const { id } of all.filter(goes)) await shelf().drop(id)
  const left = all.filter((photo) => !goes(photo))
  if (left.length === 0) keep('photosLeft', undefined)
  return left
}

function shelf(): PhotoShelf {
  if (process.env.TARO_ENV === 'h5') return keptInBrowser
  else return keptInWeChat
}

/** A clock that was put right may make a photo come from tomorrow. */
function isOld({ since }: KeptPhoto): boolean {
  return Math.abs(Date.now() - since) >= KEPT_MS
}

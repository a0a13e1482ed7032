import { newIdempotencyKey } from '../api/idempotencyKey.ts'
import { kept } from '../session/keep.ts'
import type { KeptPhoto } from './keptPhotos.ts'
import type { Picked } from './pickPhotos.ts'

/** Where a photo waits before there is a request: beside the sentence, or on the form of tiles. */
export type Tray = 'sentence' | 'form'

/** One photo that was chosen and is not with its request yet. With `error` it waits for the person: another try, or to be let go. */
export interface BoxedPhoto extends KeptPhoto {
  /** 0 to 100; 100 means that it arrived and is being put to the request. */
  percent: number
  underWay: boolean
  error?: string
  /** Another try may help; a file that is no photo stays none. */
  mayRetry: boolean
}

/** In memory, and laid by on the phone as far as it lets itself be: it outlives pages, a session that ended, and a reload. */
let box: readonly BoxedPhoto[] = []
/** Who has taken up again what was laid by. */
let owner: string | undefined
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

/** This person is here: what was left unsent on this phone is back, and what is anybody else's is gone. Nobody yet: only what is too old goes. */
export async function takeUpPhotos(who: string | undefined): Promise<void> {
  if (who !== undefined && owner === who) return
  if (who !== undefined) {
    owner = who
    show(box.filter((one) => one.who === who))
  }
  const left = kept('photosLeft') && (await inTurn(({ photosLeftBy }) => photosLeftBy(who)))
  // Somebody else may have come meanwhile.
  if (left && who !== undefined && owner === who) show([...left.map(waiting), ...box])
}

export async function putIntoBox(who: string, at: string, picked: readonly Picked[]): Promise<void> {
  for (const one of picked) {
    const [id, uploadKey, putKey] = await Promise.all([1, 2, 3].map(newIdempotencyKey))
    // Whoever left while it was made smaller took it along.
    if (owner !== who || id === undefined || uploadKey === undefined || putKey === undefined) return
    const since = Math.max(Date.now(), ...box.map((other) => other.since + 1))
    write([...box, waiting({ id, who, at, since, picked: one, uploadKey, putKey })])
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

/** Whoever leaves takes everything along; at once out of sight, and off the phone when this is done. */
export async function emptyBox(): Promise<void> {
  const lies = kept('photosLeft') ?? box.length > 0
  owner = undefined
  if (box.length > 0) show([])
  await (lies ? inTurn(({ forgetAllPhotos }) => forgetAllPhotos()) : line)
}

function waiting(photo: KeptPhoto): BoxedPhoto {
  return { ...photo, percent: 0, underWay: false, mayRetry: true }
}

function write(next: readonly BoxedPhoto[]): void {
  const before = box
  show(next)
  void inTurn(({ keepChanges }) => keepChanges(before, next))
}

function show(next: readonly BoxedPhoto[]): void {
  box = next
  listeners.forEach((tell) => tell())
}

let line: Promise<unknown> = Promise.resolve()

/**
 * What lies on the phone is looked after by a part that comes with the first photo. One act after another, so that nothing is
 * laid by behind its own forgetting. Storage may be full, switched off or foreign (a private window): the photo then lives as
 * long as the page.
 */
function inTurn<Answer>(act: (part: typeof import('./keptPhotos.ts')) => Promise<Answer>): Promise<Answer | undefined> {
  const done = line
    .then(() => import('./keptPhotos.ts'))
    .then(act)
    .catch(() => undefined)
  line = done
  return done
}

import Taro from '@tarojs/taro'
import type { KeptSteps } from '../dispatch/outbox.ts'
import type { KeptWay } from '../dispatch/keptWay.ts'
import type { PhotoRow } from '../photos/keptInWeChat.ts'
import type { FormDraft } from '../requests/formDraft.ts'

/** What the phone keeps between two visits. */
interface Kept {
  /** Opaque session token. */
  token: string
  textSize: 'normal' | 'large'
  /** Words that were written but not certainly received, with the key under which they were tried. */
  draft: { text: string; about?: string; key?: string }
  /** A helper's errands in hand, for where there is no line; only while he has them. */
  way: KeptWay
  /** Whom to ring where the server cannot be reached. */
  station: { name: string; phone: string }
  /** A helper's steps that the server has not answered yet, and what became of others. */
  steps: KeptSteps
  /** What was chosen on the form of tiles and is not sent yet. */
  form: FormDraft
  /** Photos that were chosen and are not sent yet lie on this phone (keptPhotos.ts). */
  photosLeft: true
  /** In WeChat, what is known of them; a browser keeps it with the pictures. */
  photos: PhotoRow[]
  /** Whose draft and form these are; kept with the first of them. */
  whose: string
}

const OWNED: readonly (keyof Kept)[] = ['draft', 'form']
let person: string | undefined

/** What is written on this phone from now on is this person's. */
export function keepFor(who: string): void {
  person = who
}

/** Storage may be full, switched off or foreign (a private window): the page then simply forgets. */
export function keep<Name extends keyof Kept>(name: Name, value: Kept[Name] | undefined): void {
  try {
    if (value === undefined) Taro.removeStorageSync(`yimin.${name}`)
    else Taro.setStorageSync(`yimin.${name}`, value)
    if (value !== undefined && person !== undefined && OWNED.includes(name)) keep('whose', person)
  } catch {
    return
  }
}

export function kept<Name extends keyof Kept>(name: Name): Kept[Name] | undefined {
  try {
    const value: unknown = Taro.getStorageSync(`yimin.${name}`)
    return value === '' || value === undefined || value === null ? undefined : (value as Kept[Name])
  } catch {
    return undefined
  }
}

import { timingSafeEqual } from 'node:crypto'
import type { Platform } from '../platform/platform.ts'

type Signer = Pick<Platform, 'vault' | 'clock'>

/**
 * Links of the same photo are the same for half of this time, so that a page which reads again and again does not load the
 * picture again each time.
 */
const LONGEST_SECONDS = 300

/** Path of a photo for whoever may see it now. It names one picture, can't be guessed (256 bits), and ends by itself after 2½ to 5 minutes. */
export function linkTo(signer: Signer, photoId: string): string {
  const half = LONGEST_SECONDS / 2
  const now = signer.clock.now().getTime() / 1_000
  const expires = String(Math.floor(now / half) * half + LONGEST_SECONDS)
  return `/api/photos/${photoId}?expires=${expires}&signature=${signatureOf(signer, photoId, expires, 'photoLink')}`
}

/** A link of ours that has not ended. */
export function holds(signer: Signer, photoId: string, link: { expires: string; signature: string }): boolean {
  return isOurs(signer, photoId, link, 'photoLink')
}

/** WeChat may fetch it half an hour after it was asked; an hour is the longest that a link may hold (WX-14). */
const CHECK_SECONDS = 3_600

/** Path for whoever judges the picture before others see it. It opens as long as the photo is in quarantine, an hour at most. */
export function checkLinkTo(signer: Signer, photoId: string): string {
  const expires = String(Math.floor(signer.clock.now().getTime() / 1_000) + CHECK_SECONDS)
  return `/api/photos/${photoId}?expires=${expires}&signature=${signatureOf(signer, photoId, expires, 'photoCheck')}`
}

/** A link for judging it, of ours, that has not ended. */
export function holdsForCheck(signer: Signer, photoId: string, link: { expires: string; signature: string }): boolean {
  return isOurs(signer, photoId, link, 'photoCheck')
}

type Purpose = 'photoLink' | 'photoCheck'

function isOurs(
  signer: Signer,
  photoId: string,
  link: { expires: string; signature: string },
  purpose: Purpose,
): boolean {
  const right = Buffer.from(signatureOf(signer, photoId, link.expires, purpose))
  const given = Buffer.from(link.signature)
  const genuine = right.length === given.length && timingSafeEqual(right, given)
  return genuine && Number(link.expires) * 1_000 > signer.clock.now().getTime()
}

function signatureOf({ vault }: Signer, photoId: string, expires: string, purpose: Purpose): string {
  return vault.sign(JSON.stringify([photoId, expires]), purpose)
}

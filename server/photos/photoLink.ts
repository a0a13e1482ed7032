import { timingSafeEqual } from 'node:crypto'
import type { Platform } from '../platform/platform.ts'

type Signer = Pick<Platform, 'vault' | 'clock'>

/**
 * Links of the same photo are the same for half of this time, so that a page which reads again and again does not load the
 * picture again each time.
 */
const LONGEST_SECONDS = 300

/** Path of a photo for whoever may see it now. It names one picture, can't be guessed (256 bits), and ends by itself after 2½ to 5 minutes. */
export function linkTo(signer: Signer, photoId: string, longestSeconds = LONGEST_SECONDS): string {
  const half = longestSeconds / 2
  const now = signer.clock.now().getTime() / 1_000
  const expires = Math.floor(now / half) * half + longestSeconds
  return `/api/photos/${photoId}?expires=${expires}&signature=${signatureOf(signer, photoId, String(expires))}`
}

/** A link of ours that has not ended. */
export function holds(signer: Signer, photoId: string, link: { expires: string; signature: string }): boolean {
  const right = Buffer.from(signatureOf(signer, photoId, link.expires))
  const given = Buffer.from(link.signature)
  const genuine = right.length === given.length && timingSafeEqual(right, given)
  return genuine && Number(link.expires) * 1_000 > signer.clock.now().getTime()
}

function signatureOf({ vault }: Signer, photoId: string, expires: string): string {
  return vault.sign(JSON.stringify([photoId, expires]), 'photoLink')
}

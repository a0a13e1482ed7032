import { useCallback, useEffect, useState } from 'react'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { dropPhoto, handPhotos, onPhotos, photosAt, putIntoBox } from './box.ts'
import type { BoxedPhoto, Tray } from './box.ts'
import type { Picked } from './pickPhotos.ts'

/** What the signed-in person has at one place of the box, as it is now. */
export function useBox(at: string): BoxedPhoto[] {
  const { me } = useSignedIn()
  const [photos, setPhotos] = useState(() => photosAt(me.id, at))
  useEffect(() => {
    setPhotos(photosAt(me.id, at))
    return onPhotos(() => setPhotos(photosAt(me.id, at)))
  }, [me.id, at])
  return photos
}

export interface PhotoTray {
  photos: BoxedPhoto[]
  add(picked: Picked[]): void
  drop(id: string): void
  /** The request is there: the photos go to it. */
  hand(code: string): void
}

/** Photos that are chosen before there is a request. */
export function usePhotoTray(tray: Tray): PhotoTray {
  const { me } = useSignedIn()
  const photos = useBox(tray)
  const hand = useCallback((code: string) => handPhotos(me.id, tray, code), [me.id, tray])
  return { photos, add: (picked) => void putIntoBox(me.id, tray, picked), drop: dropPhoto, hand }
}

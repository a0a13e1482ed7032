import { useEffect, useState } from 'react'
import { Image } from '@tarojs/components'
import { Button } from '../components/Button.tsx'
import { Box, Item, List } from '../components/elements.tsx'
import type { BoxedPhoto, Tray } from './box.ts'
import { MOST_PHOTOS } from './most.ts'
import { PhotoPicker } from './PhotoPicker.tsx'
import { usePhotoTray } from './useBox.ts'
import { photoWords as words } from './words.ts'

/** Photos beside what is asked, before it is sent: seen small, taken out again by one tap. */
export function PhotoTray({ tray }: { tray: Tray }) {
  const { photos, add, drop } = usePhotoTray(tray)
  const free = MOST_PHOTOS - photos.length
  return (
    <Box className="photos-add">
      {photos.length === 0 ? null : (
        <List className="photos" label={words.tray}>
          {photos.map((photo, i) => (
            <Item key={photo.id} className="photo">
              <Thumbnail photo={photo} />
              <Button kind="quiet" label={words.takeOutLabel(i + 1)} onTap={() => drop(photo.id)}>
                {words.takeOut}
              </Button>
            </Item>
          ))}
        </List>
      )}
      {free > 0 ? <PhotoPicker word={words.add} label={words.add} hint={words.hint} most={free} onPick={add} /> : null}
    </Box>
  )
}

function Thumbnail({ photo: { picked } }: { photo: BoxedPhoto }) {
  const [source, setSource] = useState<string>()
  useEffect(() => {
    if ('path' in picked) return setSource(picked.path)
    const address = URL.createObjectURL(picked.file)
    setSource(address)
    return () => URL.revokeObjectURL(address)
  }, [picked])
  if (process.env.TARO_ENV !== 'h5') {
    return source === undefined ? null : <Image className="photo-small" src={source} mode="aspectFill" />
  }
  return <img className="photo-small" src={source} alt="" />
}

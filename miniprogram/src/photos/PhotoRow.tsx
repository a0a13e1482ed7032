import { useState } from 'react'
import Taro from '@tarojs/taro'
import { Image } from '@tarojs/components'
import { serverAddress } from '../api/call.ts'
import type { PhotoView } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Box, Item, Line, List } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { photoWords } from './words.ts'

export interface PhotoRowProps {
  photos: readonly PhotoView[]
  /** Absent where the reader may not take photos away. */
  onRemove?(photoId: string): void
  removing?: boolean
}

/** The photos of a request in a row; a tap shows one large. A photo that is not to be seen says why. */
export function PhotoRow({ photos, onRemove, removing }: PhotoRowProps) {
  const [large, setLarge] = useState<string>()
  if (photos.length === 0) return null
  const shown = photos.find((photo) => photo.id === large)
  const open = (photo: PhotoView) => {
    // The build for browsers drops this block, and 160 kB of Taro's own viewer with it.
    if (process.env.TARO_ENV !== 'h5' && photo.url !== undefined && onRemove === undefined) {
      return void Taro.previewImage({ urls: [serverAddress(photo.url)] })
    }
    setLarge(photo.id)
  }
  return (
    <>
      <List className="photos">
        {photos.map((photo, i) => (
          <Item key={photo.id} className="photo">
            <Button
              kind="quiet"
              className="photo-button"
              label={photoWords.photo(i + 1, photos.length)}
              onTap={() => open(photo)}
            >
              <Picture photo={photo} small />
            </Button>
            {photo.stateWord === '' ? null : <Line className="photo-state">{photo.stateWord}</Line>}
          </Item>
        ))}
      </List>
      {shown === undefined ? null : (
        <Sheet title={photoWords.large} onClose={() => setLarge(undefined)}>
          <Picture photo={shown} />
          {onRemove ? <Remove busy={removing} onRemove={() => onRemove(shown.id)} /> : null}
        </Sheet>
      )}
    </>
  )
}

function Picture({ photo, small }: { photo: PhotoView; small?: boolean }) {
  const className = small ? 'photo-small' : 'photo-large'
  if (photo.url === undefined) return <Line className={`${className} photo-unseen`}>{photoWords.unseen}</Line>
  const source = serverAddress(photo.url)
  if (process.env.TARO_ENV !== 'h5') {
    return <Image className={className} src={source} mode={small ? 'aspectFill' : 'widthFix'} />
  }
  return (
    <img
      className={className}
      src={source}
      alt={small ? '' : photoWords.large}
      width={photo.width}
      height={photo.height}
    />
  )
}

function Remove({ busy, onRemove }: { busy?: boolean; onRemove(): void }) {
  const [sure, setSure] = useState(false)
  return (
    <Box className="acts">
      {sure ? (
        <>
          <Button onTap={() => setSure(false)}>{photoWords.keep}</Button>
          <Button kind="strong" busy={busy} onTap={onRemove}>
            {photoWords.removeSure}
          </Button>
        </>
      ) : (
        <Button kind="quiet" onTap={() => setSure(true)}>
          {photoWords.remove}
        </Button>
      )}
    </Box>
  )
}

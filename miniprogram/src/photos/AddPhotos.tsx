import type { RequestView } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { words } from '../words.ts'
import { PhotoPicker } from './PhotoPicker.tsx'
import { useAddPhotos } from './useAddPhotos.ts'
import type { AddPhotos as Adding, Sending } from './useAddPhotos.ts'
import { photoWords } from './words.ts'

export interface AddPhotosProps {
  /** The request's code. */
  code: string
  /** How many more it may have. */
  most: number
  onChanged(request: RequestView): void
}

/** A button for photos, and every photo that is on its way: how far it is, or what went wrong and what one can do. */
export function AddPhotos({ code, most, onChanged }: AddPhotosProps) {
  const adding = useAddPhotos(code, onChanged)
  const free = most - adding.sending.length
  return (
    <Box className="photos-add">
      {adding.sending.map((one) => (
        <OnItsWay key={one.id} sending={one} adding={adding} />
      ))}
      {free > 0 ? (
        <PhotoPicker
          word={photoWords.add}
          label={photoWords.addLabel(words.code(code))}
          hint={photoWords.hint}
          most={free}
          onPick={adding.add}
        />
      ) : null}
    </Box>
  )
}

function OnItsWay({ sending, adding }: { sending: Sending; adding: Adding }) {
  if (sending.error !== undefined) {
    return (
      <Box className="photo-fault">
        <Paragraph className="card-error" role="alert">
          {sending.error}
        </Paragraph>
        <Box className="acts">
          {sending.mayRetry ? <Button onTap={() => adding.retry(sending.id)}>{photoWords.retry}</Button> : null}
          <Button kind="quiet" onTap={() => adding.drop(sending.id)}>
            {photoWords.drop}
          </Button>
        </Box>
      </Box>
    )
  }
  return (
    <Paragraph className="fact" role="status">
      {sending.percent < 100 ? photoWords.sending(sending.percent) : photoWords.almost}
    </Paragraph>
  )
}

import { useState } from 'react'
import type { ChangeEvent } from 'react'
import type { RequestView } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { words } from '../words.ts'
import { pickInWeapp, shrink } from './pickPhotos.ts'
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
      {free > 0 ? <Picker code={code} most={free} onPick={adding.add} /> : null}
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

interface PickerProps {
  code: string
  most: number
  onPick: Adding['add']
}

function Picker({ code, most, onPick }: PickerProps) {
  const [refused, setRefused] = useState(false)
  const label = photoWords.addLabel(words.code(code))
  const pick = async () => {
    const picked = await pickInWeapp(most)
    setRefused(picked === undefined)
    if (picked !== undefined) onPick(picked.slice(0, most))
  }
  return (
    <Box className="photo-picker">
      {process.env.TARO_ENV === 'h5' ? (
        <FileInput label={label} onPick={(files) => onPick(files.slice(0, most))} />
      ) : (
        <Button kind="quiet" label={label} onTap={() => void pick()}>
          {photoWords.add}
        </Button>
      )}
      <Paragraph className="field-note" role={refused ? 'alert' : undefined}>
        {refused ? photoWords.notOpened : photoWords.hint}
      </Paragraph>
    </Box>
  )
}

/** The browser's own way to choose: on a phone it offers camera and album by itself. */
function FileInput({ label, onPick }: { label: string; onPick(files: { file: Blob }[]): void }) {
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target
    const files = await Promise.all([...(input.files ?? [])].map(shrink))
    // The same photo may be chosen again after it failed.
    input.value = ''
    onPick(files.map((file) => ({ file })))
  }
  return (
    <label className="button button-quiet file-button">
      {photoWords.add}
      <input
        className="file-input"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        aria-label={label}
        onChange={(event) => void choose(event)}
      />
    </label>
  )
}

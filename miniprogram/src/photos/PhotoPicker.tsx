import { useState } from 'react'
import type { ChangeEvent } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { pickInWeapp, shrink } from './pickPhotos.ts'
import type { Picked } from './pickPhotos.ts'
import { photoWords } from './words.ts'

export interface PhotoPickerProps {
  word: string
  label: string
  /** What had better not be in the picture. */
  hint: string
  most: number
  /** What is before one's eyes now, not what lies in the album. */
  fresh?: boolean
  kind?: 'strong' | 'quiet'
  onPick(picked: Picked[]): void
}

/** The platform's own way to choose or take photos. */
export function PhotoPicker({ word, label, hint, most, fresh, kind = 'quiet', onPick }: PhotoPickerProps) {
  const [refused, setRefused] = useState(false)
  const pick = async () => {
    const picked = await pickInWeapp(most, fresh)
    setRefused(picked === undefined)
    if (picked !== undefined && picked.length > 0) onPick(picked.slice(0, most))
  }
  return (
    <Box className="photo-picker">
      {process.env.TARO_ENV === 'h5' ? (
        <FileInput
          word={word}
          label={label}
          kind={kind}
          several={most > 1}
          fresh={fresh}
          onPick={(files) => onPick(files.slice(0, most))}
        />
      ) : (
        <Button kind={kind} label={label} onTap={() => void pick()}>
          {word}
        </Button>
      )}
      <Paragraph className="field-note" role={refused ? 'alert' : undefined}>
        {refused ? photoWords.notOpened : hint}
      </Paragraph>
    </Box>
  )
}

interface FileInputProps extends Pick<PhotoPickerProps, 'word' | 'label' | 'kind' | 'fresh'> {
  several: boolean
  onPick(files: { file: Blob }[]): void
}

/** The browser's own way to choose: on a phone it offers camera and album by itself, or the camera alone. */
function FileInput({ word, label, kind, several, fresh, onPick }: FileInputProps) {
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target
    const files = await Promise.all([...(input.files ?? [])].map(shrink))
    // The same photo may be chosen again after it failed.
    input.value = ''
    if (files.length > 0) onPick(files.map((file) => ({ file })))
  }
  return (
    <label className={`button button-${kind} file-button`}>
      {word}
      <input
        className="file-input"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple={several}
        capture={fresh ? 'environment' : undefined}
        aria-label={label}
        onChange={(event) => void choose(event)}
      />
    </label>
  )
}

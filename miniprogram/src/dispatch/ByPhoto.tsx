import { useState } from 'react'
import type { Task } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Paragraph } from '../components/elements.tsx'
import { PhotoPicker } from '../photos/PhotoPicker.tsx'
import { photoWords } from '../photos/words.ts'
import { words } from '../words.ts'
import type { Reason } from './HandOver.tsx'
import { useDoorPhoto } from './useDoorPhoto.ts'
import { dispatchWords } from './words.ts'

export interface ByPhotoProps {
  task: Pick<Task, 'code' | 'withoutCode'>
  onDone(reply: string): void
  /** No photo after all. */
  onOther(): void
}

/** Of those one can say in one word beside a picture. */
const PLACES: readonly Reason[] = ['in_person', 'left_at_door', 'given_to_other']

/** One picture of what was brought: taken, sent and handed over in one go. */
export function ByPhoto({ task: { code, withoutCode }, onDone, onOther }: ByPhotoProps) {
  const photo = useDoorPhoto(code, onDone)
  const [place, setPlace] = useState<Reason>()
  const { photoPlaces } = dispatchWords
  const places = PLACES.filter((value) => withoutCode.includes(value))
  if (photo.percent !== undefined)
    return (
      <Paragraph role="status">
        {photo.percent < 100 ? photoWords.sending(photo.percent) : dispatchWords.photoAlmost}
      </Paragraph>
    )
  return (
    <>
      <Choice<Reason>
        look="chips"
        label={dispatchWords.photoWhere}
        options={places.map((value) => ({ value, word: photoPlaces[value as keyof typeof photoPlaces] }))}
        chosen={place === undefined ? [] : [place]}
        onChoose={(value) => setPlace((now) => (now === value ? undefined : value))}
      />
      {photo.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {photo.error}
        </Paragraph>
      )}
      {photo.mayRetry ? <Button onTap={photo.retry}>{photoWords.retry}</Button> : null}
      <PhotoPicker
        kind="strong"
        word={dispatchWords.takePhoto}
        label={dispatchWords.ofCode(dispatchWords.takePhoto, words.code(code))}
        hint={dispatchWords.photoHint}
        most={1}
        fresh
        onPick={([picked]) => picked && photo.send(picked, place)}
      />
      <Button kind="quiet" onTap={onOther}>
        {dispatchWords.noPhoto}
      </Button>
    </>
  )
}

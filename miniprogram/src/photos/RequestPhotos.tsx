import { useEffect, useState } from 'react'
import type { RequestView } from '../api/routes.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { useAct } from '../hooks/useAct.ts'
import { AddPhotos } from './AddPhotos.tsx'
import { MOST_PHOTOS } from './most.ts'
import { PhotoRow } from './PhotoRow.tsx'

export interface RequestPhotosProps {
  request: RequestView
  /** Takes the newer view into whatever list the request stands in. */
  onChanged?(request: RequestView): void
}

/** The photos of one of my requests: to see, to add while that is possible, to take away again. */
export function RequestPhotos({ request, onChanged }: RequestPhotosProps) {
  const [latest, setLatest] = useState(request)
  useEffect(() => setLatest(request), [request])
  const { code, photos = [], abilities } = latest
  const take = (newer: RequestView) => {
    setLatest(newer)
    onChanged?.(newer)
  }
  const removal = useAct('removeRequestPhoto', take)
  const remove = (photoId: string) => removal.run({ params: { code, photoId } })
  if (photos.length === 0 && !abilities.addPhoto) return null
  return (
    <Box className="request-photos">
      <PhotoRow photos={photos} onRemove={remove} removing={removal.busy} />
      {removal.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {removal.error}
        </Paragraph>
      )}
      {abilities.addPhoto ? <AddPhotos code={code} most={MOST_PHOTOS - photos.length} onChanged={take} /> : null}
    </Box>
  )
}

import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { CodePicture } from '../components/CodePicture.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { Select } from '../components/Select.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { words } from './words.ts'

interface Drawn {
  picture: string
  place: string
}

interface Spot {
  zone?: string
  building?: string
}

/** Stands for all of it, on each list. */
const WHOLE = ''

const optionsOf = (places: readonly { name: string; word: string }[]) =>
  places.map(({ name, word }) => ({ value: name, word }))

/** A mini code for the wall: of the station, or of one building; it opens the mini program there. */
export function PosterSheet({ onClose }: { onClose(): void }) {
  const station = useRead('readMyStation')
  const [spot, setSpot] = useState<Spot>({})
  const [drawn, setDrawn] = useState<Drawn>()
  const draw = useAct('drawPoster', setDrawn)
  const { zone, building } = spot
  const choose = (next: Spot) => {
    draw.clear()
    setSpot(next)
  }
  const zones = station.data?.zones ?? []
  const buildings = zones.find(({ name }) => name === zone)?.buildings ?? []
  return (
    <Sheet title={words.poster} onClose={onClose}>
      {drawn === undefined ? (
        <>
          <Paragraph className="invitation">{words.posterText}</Paragraph>
          <ReadNotice
            state={station.state}
            known={station.data !== undefined}
            gone={words.registerGone}
            onRetry={station.refresh}
          />
          <Select
            name="poster-zone"
            label={words.zone}
            placeholder={words.wholeStation}
            options={[{ value: WHOLE, word: words.wholeStation }, ...optionsOf(zones)]}
            value={zone ?? WHOLE}
            fault={draw.faults.zone}
            onChoose={(chosen) => choose(chosen === WHOLE ? {} : { zone: chosen })}
          />
          <Select
            name="poster-building"
            label={words.building}
            placeholder={words.wholeZone}
            options={[{ value: WHOLE, word: words.wholeZone }, ...optionsOf(buildings)]}
            value={building ?? WHOLE}
            disabled={buildings.length === 0}
            fault={draw.faults.building}
            onChoose={(chosen) => choose(chosen === WHOLE ? { zone } : { zone, building: chosen })}
          />
          <Refusal act={draw} fields={['zone', 'building']} />
          <Button kind="main" busy={draw.busy} onTap={() => draw.run({ body: { ...spot } })}>
            {words.drawPoster}
          </Button>
        </>
      ) : (
        <Box className="column">
          <CodePicture address={drawn.picture} said={words.posterPicture(drawn.place)} keepable />
          <Paragraph className="invitation">{words.posterHint(drawn.place)}</Paragraph>
        </Box>
      )}
    </Sheet>
  )
}

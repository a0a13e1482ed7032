import { useState } from 'react'
import { Image } from '@tarojs/components'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { Select } from '../components/Select.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { words } from './words.ts'

interface Drawn {
  picture: string
  place: string
}

/** A mini code for the wall: of the station, or of one building; it opens the mini program there. */
export function PosterSheet({ onClose }: { onClose(): void }) {
  const station = useRead('readMyStation')
  const [spot, setSpot] = useState<{ zone?: string; building?: string }>({})
  const [drawn, setDrawn] = useState<Drawn>()
  const draw = useAct('drawPoster', setDrawn)
  const { zone, building } = spot
  const zones = station.data?.zones ?? []
  const buildings = zones.find(({ name }) => name === zone)?.buildings ?? []
  return (
    <Sheet title={words.poster} onClose={onClose}>
      {drawn === undefined ? (
        <>
          <Paragraph className="invitation">{words.posterText}</Paragraph>
          <Select
            name="poster-zone"
            label={words.zone}
            placeholder={words.wholeStation}
            options={zones.map(({ name, word }) => ({ value: name, word }))}
            value={zone}
            fault={draw.faults.zone}
            onChoose={(chosen) => setSpot({ zone: chosen })}
          />
          <Select
            name="poster-building"
            label={words.building}
            placeholder={words.wholeZone}
            options={buildings.map(({ name, word }) => ({ value: name, word }))}
            value={building}
            disabled={buildings.length === 0}
            fault={draw.faults.building}
            onChoose={(chosen) => setSpot({ zone, building: chosen })}
          />
          {draw.error === undefined ? null : (
            <Paragraph className="field-note choice-fault" role="alert">
              {draw.error}
            </Paragraph>
          )}
          <Button
            kind="main"
            busy={draw.busy}
            onTap={() => draw.run({ body: { ...(zone ? { zone } : {}), ...(building ? { building } : {}) } })}
          >
            {words.drawPoster}
          </Button>
        </>
      ) : (
        <Box className="column">
          <Picture drawn={drawn} />
          <Paragraph className="invitation">{words.posterHint(drawn.place)}</Paragraph>
        </Box>
      )}
    </Sheet>
  )
}

function Picture({ drawn }: { drawn: Drawn }) {
  const said = words.posterPicture(drawn.place)
  if (process.env.TARO_ENV === 'h5') return <img className="enrol-picture" src={drawn.picture} alt={said} />
  return <Image className="enrol-picture" src={drawn.picture} mode="aspectFit" showMenuByLongpress ariaLabel={said} />
}

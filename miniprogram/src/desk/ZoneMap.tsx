import type { Desk } from '../api/routes/desk.ts'
import { Box, Heading, Line } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { words } from './words.ts'

export interface ZoneMapProps {
  zones: Desk['zones']
  /** The zone whose requests alone are shown; empty for all. */
  chosen: string
  /** Where the open request is to be brought. */
  place?: { zone: string | undefined; building?: string }
  onChoose(zone: string): void
}

/** The station's zones: how much is under way in each, and where; a tap shows its requests alone. */
export function ZoneMap({ zones, chosen, place, onChoose }: ZoneMapProps) {
  if (zones.length === 0) return null
  return (
    <Box className="zone-map">
      <Heading className="section-title">{words.map.title}</Heading>
      <Box className="zones">
        {zones.map(({ name, word, open, late, buildings }) => (
          <Button
            key={name}
            className={[
              'zone',
              chosen === name ? 'is-chosen' : '',
              place?.zone === name ? 'is-here' : '',
              late > 0 ? 'is-late' : '',
            ]
              .filter(Boolean)
              .join(' ')}
            pressed={chosen === name}
            label={`${words.zone(word)}，${words.map.open(open)}${late > 0 ? `，${words.map.late(late)}` : ''}`}
            onTap={() => onChoose(chosen === name ? '' : name)}
          >
            <Line className="zone-name">{word}</Line>
            <Line className="zone-open">{open === 0 ? words.map.none : words.map.open(open)}</Line>
            {late > 0 ? <Line className="zone-late">{words.map.late(late)}</Line> : null}
            <Line className="zone-buildings">
              {buildings
                .filter((building) => building.open > 0)
                .map((building) => `${building.word} ${building.open}`)
                .join(' · ')}
            </Line>
          </Button>
        ))}
      </Box>
    </Box>
  )
}

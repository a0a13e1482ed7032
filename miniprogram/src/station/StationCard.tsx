import type { Hello } from '../api/routes.ts'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { words } from '../words.ts'
import { CallButton } from './CallButton.tsx'

const SANDBOX = '/sandbox/'

/** The station's people by telephone, and the practice group where the server has one. */
export function StationCard({ hello, onLeave }: { hello: Hello; onLeave?: () => void }) {
  return (
    <Box className="station">
      <Heading className="section-title">{words.station}</Heading>
      <Paragraph className="station-text">{`${hello.station.name}。${words.stationText}`}</Paragraph>
      <CallButton station={hello.station} />
      {hello.sandbox && process.env.TARO_ENV === 'h5' ? (
        <Box className="station-sandbox">
          <Button href={SANDBOX}>{words.sandbox}</Button>
          <Paragraph className="station-hint">{words.sandboxText}</Paragraph>
        </Box>
      ) : null}
      {onLeave === undefined ? null : (
        <Button kind="quiet" onTap={onLeave}>
          {words.changePerson}
        </Button>
      )}
    </Box>
  )
}

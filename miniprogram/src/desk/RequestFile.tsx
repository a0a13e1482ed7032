import type { RequestFile as File } from '../api/routes/desk.ts'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Facts } from '../components/Facts.tsx'
import { PhotoRow } from '../photos/PhotoRow.tsx'
import { sayAddress } from '../station/address.ts'
import { callNumber } from '../station/CallButton.tsx'
import { words } from './words.ts'

/** What was opened with a reason: own words, phone, door, groups. Gone again as soon as another request is chosen. */
export function RequestFile({ file, onHide }: { file: File; onHide(): void }) {
  const { phone } = file
  return (
    <Box className="request-file">
      <Heading className="section-title">{words.file.title}</Heading>
      <Paragraph className="file-text">{file.text || file.clearedWord || words.file.noText}</Paragraph>
      <Facts
        facts={[
          [words.file.address, sayAddress(file.address ?? {}) || words.noAddress],
          [words.file.groups, file.groups.map((group) => words.groups[group]).join('、')],
        ]}
      />
      {file.text === '' || file.clearedWord === undefined ? null : (
        <Paragraph className="field-note">{file.clearedWord}</Paragraph>
      )}
      <PhotoRow photos={file.photos ?? []} />
      {file.handoverPhotos === undefined ? null : (
        <>
          <Paragraph className="fact">{words.file.shownAtDoor}</Paragraph>
          <PhotoRow photos={file.handoverPhotos} />
        </>
      )}
      <Box className="acts">
        {phone === undefined ? null : (
          <Button kind="strong" href={`tel:${phone}`} onTap={() => callNumber(phone)}>
            {words.callNumber(phone)}
          </Button>
        )}
        <Button kind="quiet" onTap={onHide}>
          {words.file.hide}
        </Button>
      </Box>
      <Paragraph className="field-note">{words.file.recorded}</Paragraph>
    </Box>
  )
}

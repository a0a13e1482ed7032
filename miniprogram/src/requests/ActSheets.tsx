import type { ReopenReason } from '@yimin/shared/myRequests/contract'
import type { MyRequest } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { words as common } from '../words.ts'
import type { MyActs } from './useMyActs.ts'
import { reopenWords, requestWords as words } from './words.ts'

interface ActSheetProps {
  acts: MyActs
  onClose(): void
}

/** Asks once: a tap beside the mark costs nothing. */
export function CancelSheet({ acts, onClose }: ActSheetProps) {
  return (
    <Sheet title={words.cancelTitle} onClose={onClose}>
      <Paragraph>{words.cancelText}</Paragraph>
      <Fault acts={acts} />
      <Box className="acts">
        <Button onTap={onClose}>{common.cancelKeep}</Button>
        <Button kind="strong" busy={acts.busy} onTap={acts.cancel}>
          {common.cancelSure}
        </Button>
      </Box>
    </Sheet>
  )
}

const STARS = [5, 4, 3, 2, 1] as const

/** It is done and how it was, in one tap. */
export function FinishSheet({ request, acts, onClose }: ActSheetProps & { request: MyRequest }) {
  return (
    <Sheet title={words.finishTitle} onClose={onClose}>
      <Box className="stars" role="group" label={words.stars}>
        {STARS.map((star) => (
          <Button
            key={star}
            className="star"
            busy={acts.busy}
            label={words.star(star, words.starWords[star - 1] ?? '')}
            onTap={() => acts.finish(star)}
          >
            {`${'★'.repeat(star)}${'☆'.repeat(5 - star)} ${words.starWords[star - 1] ?? ''}`}
          </Button>
        ))}
      </Box>
      <Fault acts={acts} />
      {request.abilities.finish ? (
        <Button kind="quiet" disabled={acts.busy} onTap={() => acts.finish()}>
          {words.noStars}
        </Button>
      ) : null}
    </Sheet>
  )
}

export function ReopenSheet({ acts, onClose }: ActSheetProps) {
  return (
    <Sheet title={words.reopenTitle} onClose={onClose}>
      <Paragraph>{words.reopenText}</Paragraph>
      <Choice
        label={words.reopenTitle}
        quietLabel
        options={(Object.keys(reopenWords) as ReopenReason[]).map((value) => ({ value, word: reopenWords[value] }))}
        chosen={[]}
        onChoose={acts.reopen}
      />
      <Fault acts={acts} />
    </Sheet>
  )
}

function Fault({ acts: { error } }: { acts: MyActs }) {
  return error === undefined ? null : (
    <Paragraph className="card-error" role="alert">
      {error}
    </Paragraph>
  )
}

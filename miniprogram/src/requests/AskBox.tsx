import { Box, Line } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { PhotoTray } from '../photos/PhotoTray.tsx'
import { VoiceButton } from '../voice/VoiceButton.tsx'
import { words } from '../words.ts'
import { CallButton } from '../station/CallButton.tsx'
import type { Station } from '../station/CallButton.tsx'
import { FIELD } from './useAsk.ts'
import type { Ask } from './useAsk.ts'

/** The server takes 2,000 characters (shared/requests/contract.ts). */
const LONGEST = 2_000
const WARN_BELOW = 100

/** One large field and the one main button, which stays within thumb's reach. */
export function AskBox({ ask, station }: { ask: Ask; station: Station }) {
  const fault = ask.error?.at === FIELD ? ask.error.message : undefined
  const left = LONGEST - ask.text.length
  // While the assistant waits for 对 and nothing is written, that button above is the one to press.
  const waitsForYes = ask.about !== undefined && ask.answer?.code === ask.about && ask.text === ''
  return (
    <Box className="ask">
      {ask.about === undefined ? null : (
        <Box className="about">
          <Line className="about-text">{words.field.about(ask.about)}</Line>
          <Button kind="quiet" onTap={() => ask.turnTo(undefined)}>
            {words.field.newMatter}
          </Button>
        </Box>
      )}
      <Field
        label={words.field.label}
        value={ask.text}
        placeholder={ask.about === undefined ? words.field.placeholder : words.field.answerPlaceholder}
        maxLength={LONGEST}
        note={fault ?? hintOf(ask, left)}
        faulty={fault !== undefined}
        locked={ask.busy === FIELD}
        focusOn={ask.turns}
        onWrite={ask.write}
        onSend={ask.send}
      />
      <VoiceButton text={ask.text} disabled={ask.busy === FIELD} onWrite={ask.write} />
      {ask.about === undefined ? <PhotoTray tray="sentence" /> : null}
      <Box className="bar">
        <CallButton station={station} short />
        <Button kind={waitsForYes ? 'plain' : 'main'} className="bar-main" busy={ask.busy === FIELD} onTap={ask.send}>
          {ask.busy === FIELD ? words.sending : words.send}
        </Button>
      </Box>
    </Box>
  )
}

function hintOf({ answer, text }: Ask, left: number): string | undefined {
  if (answer?.unclear && text !== '') return words.field.stillHere
  return left < WARN_BELOW ? words.field.nearLimit(left) : undefined
}

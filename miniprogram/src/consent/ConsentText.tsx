import type { Consent, Replies } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { consentWords as words } from './words.ts'

export interface ConsentTextProps {
  consent: Consent
  onAnswered(consents: Replies['listMyConsents']): void
  onClose(): void
}

/** The whole text before the answer; no is as near as yes, and so is taking it back. */
export function ConsentText({ consent: { kind, version, title, text, state }, onAnswered, onClose }: ConsentTextProps) {
  const { hello } = useSignedIn()
  const answer = useAct('answerConsent', onAnswered)
  const say = (agrees: boolean) => answer.run({ body: { kind, version, agrees } })
  return (
    <Sheet title={title} onClose={onClose}>
      {text.map((line) => (
        <Paragraph key={line}>{line}</Paragraph>
      ))}
      <Paragraph className="invitation">{words.who(hello.station.name, hello.station.phone)}</Paragraph>
      {state === 'given' ? <Paragraph className="invitation">{words.withdrawWhat}</Paragraph> : null}
      {answer.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {answer.error}
        </Paragraph>
      )}
      <Box className="acts">
        <Button busy={answer.busy} onTap={() => say(false)}>
          {state === 'given' ? words.withdraw : words.disagree}
        </Button>
        {state === 'given' ? null : (
          <Button kind="strong" busy={answer.busy} onTap={() => say(true)}>
            {words.agree}
          </Button>
        )}
      </Box>
    </Sheet>
  )
}

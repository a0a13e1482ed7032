import { useState } from 'react'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { CodePicture } from '../components/CodePicture.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { useAct } from '../hooks/useAct.ts'
import { CodeForm } from './CodeForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useSession } from './SessionProvider.tsx'
import { words } from './words.ts'

interface Begun {
  secret: string
  picture: string
}

/** Binds an authenticator: picture, first code, recovery codes; then the session goes on under its new token. */
export function Enrolment() {
  const { goOnWith } = useSession()
  const [begun, setBegun] = useState<Begun>()
  const [bound, setBound] = useState<{ token: string; recoveryCodes: string[] }>()
  const begin = useAct('beginSecondFactor', setBegun)
  const confirm = useAct('confirmSecondFactor', setBound)
  if (bound !== undefined) return <RecoveryCodes codes={bound.recoveryCodes} onCopied={() => goOnWith(bound.token)} />
  return (
    <Box className="narrow">
      <Heading className="greeting">{words.enrolTitle}</Heading>
      <Paragraph className="invitation">{words.enrolText}</Paragraph>
      {begun === undefined ? (
        <>
          <Refusal act={begin} />
          <Button kind="main" busy={begin.busy} onTap={() => begin.run()}>
            {words.begin}
          </Button>
        </>
      ) : (
        <>
          <CodePicture address={begun.picture} said={words.picture} />
          <Paragraph className="enrol-secret">{words.secret(begun.secret)}</Paragraph>
          <CodeForm act={confirm} label={words.firstCode} button={words.bind} />
        </>
      )}
    </Box>
  )
}

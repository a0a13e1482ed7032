import { useState } from 'react'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { CodePicture } from '../components/CodePicture.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { useAct } from '../hooks/useAct.ts'
import { CodeForm } from './CodeForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useSession } from './SessionProvider.tsx'
import type { Act } from '../hooks/useAct.ts'
import { words } from './words.ts'

interface Begun {
  secret: string
  picture: string
}

/**
 * Binds an authenticator: picture, first code, recovery codes; then the session goes on under its new token.
 * @param props.again one is bound already: its code, or a recovery code, comes first
 */
export function Enrolment({ again = false }: { again?: boolean }) {
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
        <Beginning act={begin} again={again} />
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

function Beginning({ act, again }: { act: Act; again: boolean }) {
  if (again) return <CodeForm act={act} label={words.oldCode} hint={words.codeHint} button={words.begin} letters />
  return (
    <>
      <Refusal act={act} />
      <Button kind="main" busy={act.busy} onTap={() => act.run()}>
        {words.begin}
      </Button>
    </>
  )
}

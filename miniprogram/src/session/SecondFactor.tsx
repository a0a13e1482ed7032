import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { CodeForm } from './CodeForm.tsx'
import { Enrolment } from './Enrolment.tsx'
import { useSession } from './SessionProvider.tsx'
import { words } from './words.ts'

/** Stands before the pages of the station until the second factor was given in this session. */
export function SecondFactor() {
  const { goOnWith } = useSession()
  const { data, state, refresh } = useRead('readSecondFactor')
  const prove = useAct('proveSecondFactor', ({ token }) => goOnWith(token))
  if (data === undefined) return <ReadNotice state={state} known={false} gone={words.gone} onRetry={refresh} />
  if (!data.enrolled) return <Enrolment />
  return (
    <Box className="narrow">
      <Heading className="greeting">{words.title}</Heading>
      <Paragraph className="invitation">{words.text}</Paragraph>
      <CodeForm act={prove} label={words.code} hint={words.codeHint} button={words.enter} letters />
    </Box>
  )
}

import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { CodeForm } from '../session/CodeForm.tsx'
import { Enrolment } from '../session/Enrolment.tsx'
import { RecoveryCodes } from '../session/RecoveryCodes.tsx'
import { words } from '../session/words.ts'
import { MyPassword } from './MyPassword.tsx'

const FEW = 3

/** My own authenticator: bound or not, how many recovery codes are left, another phone. */
export function MyKey() {
  const { data, state, refresh } = useRead('readSecondFactor')
  const [doing, setDoing] = useState<'enrol' | 'renew' | 'password'>()
  const [codes, setCodes] = useState<string[]>()
  const renew = useAct('renewRecoveryCodes', ({ recoveryCodes }) => setCodes(recoveryCodes))
  if (data === undefined) return <ReadNotice state={state} known={false} gone={words.gone} onRetry={refresh} />
  if (doing === 'enrol') return <Enrolment again={data.enrolled} />
  if (doing === 'password') return <MyPassword />
  if (codes !== undefined) {
    const back = () => {
      setCodes(undefined)
      setDoing(undefined)
      refresh()
    }
    return <RecoveryCodes codes={codes} onCopied={back} />
  }
  return (
    <Box className="narrow">
      <Card label={words.keyTitle}>
        <Heading className="section-title">{words.keyTitle}</Heading>
        <Paragraph>{data.enrolled ? `${words.bound}${words.left(data.recoveryCodesLeft)}` : words.notBound}</Paragraph>
        <Paragraph className="invitation">{data.required ? words.required : words.notRequired}</Paragraph>
        {data.enrolled && data.recoveryCodesLeft <= FEW ? <Notice tone="wait" title={words.fewLeft} /> : null}
      </Card>
      {doing === 'renew' ? (
        <>
          <Paragraph className="invitation">{words.renewText}</Paragraph>
          <CodeForm act={renew} label={words.firstCode} button={words.renew} />
        </>
      ) : (
        <Box className="acts">
          {data.abilities.enrol ? (
            <Button kind={data.enrolled ? 'plain' : 'strong'} onTap={() => setDoing('enrol')}>
              {data.enrolled ? words.rebind : words.begin}
            </Button>
          ) : null}
          <Button onTap={() => setDoing('password')}>{words.changePassword}</Button>
          {data.abilities.renewRecoveryCodes ? <Button onTap={() => setDoing('renew')}>{words.renew}</Button> : null}
        </Box>
      )}
    </Box>
  )
}

import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useSession } from '../session/SessionProvider.tsx'
import { words } from '../session/words.ts'

/** Another password for the current one; this page goes on, all others sign in again. */
export function MyPassword() {
  const { goOnWith } = useSession()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useAct('changeMyPassword', ({ token }) => goOnWith(token))
  const send = () => change.run({ body: { current, password } })
  const writing = (set: (written: string) => void) => (written: string) => {
    change.clear()
    set(written)
  }
  const isSaid = Object.keys(change.faults).length > 0
  return (
    <Box className="narrow">
      <Heading className="section-title">{words.changePassword}</Heading>
      <Paragraph className="invitation">{words.changePasswordText}</Paragraph>
      <TextInput
        name="current"
        label={words.currentPassword}
        kind="password"
        value={current}
        maxLength={256}
        fault={change.faults.current}
        onWrite={writing(setCurrent)}
      />
      <TextInput
        name="newPassword"
        label={words.newPassword}
        hint={words.newPasswordHint}
        kind="newPassword"
        value={password}
        maxLength={256}
        fault={change.faults.password}
        onWrite={writing(setPassword)}
        onSend={send}
      />
      {change.error === undefined || isSaid ? null : (
        <Paragraph className="field-note choice-fault" role="alert">
          {change.error}
        </Paragraph>
      )}
      <Button kind="main" busy={change.busy} disabled={current === '' || password === ''} onTap={send}>
        {words.changePassword}
      </Button>
    </Box>
  )
}

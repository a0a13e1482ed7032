import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { useAct } from '../hooks/useAct.ts'
import { PasswordInput } from '../session/PasswordInput.tsx'
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
  return (
    <Box className="narrow">
      <Heading className="section-title">{words.changePassword}</Heading>
      <Paragraph className="invitation">{words.changePasswordText}</Paragraph>
      <PasswordInput
        which="current"
        label={words.currentPassword}
        value={current}
        fault={change.faults.current}
        onWrite={writing(setCurrent)}
      />
      <PasswordInput
        which="new"
        label={words.newPassword}
        value={password}
        fault={change.faults.password}
        onWrite={writing(setPassword)}
        onSend={send}
      />
      <Refusal act={change} fields={['current', 'password']} />
      <Button kind="main" busy={change.busy} disabled={current === '' || password === ''} onTap={send}>
        {words.changePassword}
      </Button>
    </Box>
  )
}

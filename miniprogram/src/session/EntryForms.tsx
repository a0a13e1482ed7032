import { useState } from 'react'
import { useRouter } from '@tarojs/taro'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { useEntry } from './useEntry.ts'
import type { Entry } from './useEntry.ts'
import { words } from './words.ts'

type Who = keyof typeof words.comers

/** The way in, in a browser: a resident with a code of the station, staff with a password, a new colleague by invitation. */
export function EntryForms() {
  const { invitation } = useRouter().params
  const [who, setWho] = useState<Who>(invitation === undefined ? 'resident' : 'invited')
  return (
    <Box className="column">
      <Heading className="greeting">{words.entryTitle}</Heading>
      <Choice
        label={words.whoComes}
        look="chips"
        options={(Object.keys(words.comers) as Who[]).map((value) => ({ value, word: words.comers[value] }))}
        chosen={[who]}
        onChoose={(value) => setWho(value as Who)}
      />
      {who === 'resident' ? <CodeEntry /> : null}
      {who === 'staff' ? <PasswordEntry /> : null}
      {who === 'invited' ? <InvitedEntry given={invitation ?? ''} /> : null}
      <Paragraph className="invitation">{words.whatIsKept}</Paragraph>
    </Box>
  )
}

const CODE_DIGITS = 8

function CodeEntry() {
  const entry = useEntry('openCodeSession')
  const [code, setCode] = useState('')
  const send = () => entry.knock({ code })
  return (
    <>
      <TextInput
        name="entryCode"
        label={words.entryCode}
        hint={words.entryCodeHint}
        kind="digits"
        value={code}
        maxLength={10}
        fault={entry.faults.code}
        onWrite={writing(entry, setCode)}
        onSend={send}
      />
      <Send entry={entry} ready={code.replace(/\D/g, '').length === CODE_DIGITS} onSend={send} />
    </>
  )
}

function PasswordEntry() {
  const entry = useEntry('openPasswordSession')
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const send = () => entry.knock({ account, password })
  return (
    <>
      <TextInput
        name="account"
        label={words.account}
        value={account}
        maxLength={60}
        fault={entry.faults.account}
        onWrite={writing(entry, setAccount)}
      />
      <PasswordInput
        which="current"
        label={words.password}
        value={password}
        fault={entry.faults.password}
        onWrite={writing(entry, setPassword)}
        onSend={send}
      />
      <Send entry={entry} ready={account.trim() !== '' && password !== ''} onSend={send} />
    </>
  )
}

function InvitedEntry({ given }: { given: string }) {
  const entry = useEntry('acceptInvitation')
  const [invitation, setInvitation] = useState(given)
  const [password, setPassword] = useState('')
  const send = () => entry.knock({ invitation, password })
  return (
    <>
      {given === '' ? (
        <TextInput
          name="invitation"
          label={words.invitationCode}
          value={invitation}
          maxLength={80}
          fault={entry.faults.invitation}
          onWrite={writing(entry, setInvitation)}
        />
      ) : null}
      <PasswordInput
        which="new"
        label={words.newPassword}
        value={password}
        fault={entry.faults.password}
        onWrite={writing(entry, setPassword)}
        onSend={send}
      />
      <Send entry={entry} ready={invitation !== '' && password !== ''} onSend={send} />
    </>
  )
}

/** Each says beside itself what is wrong with it. */
const FIELDS = ['code', 'account', 'password', 'invitation']

function Send({ entry, ready, onSend }: { entry: Entry; ready: boolean; onSend(): void }) {
  return (
    <>
      <Refusal act={entry} fields={FIELDS} />
      <Button kind="main" busy={entry.busy} disabled={!ready} onTap={onSend}>
        {words.enterHere}
      </Button>
    </>
  )
}

/** What was wrong is said no longer once something else is written. */
function writing(entry: Entry, set: (written: string) => void): (written: string) => void {
  return (written) => {
    entry.clear()
    set(written)
  }
}

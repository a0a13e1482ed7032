import { useState } from 'react'
import Taro from '@tarojs/taro'
import type { PersonFile } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Line, Paragraph } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { words } from './words.ts'

export interface EntryActProps {
  person: PersonFile
  onClose(): void
}

/** A code for a resident or helper who comes by a browser, or joins a WeChat account: read out, once. */
export function CodeSheet({ person, onClose }: EntryActProps) {
  const [code, setCode] = useState<string>()
  const act = useAct('giveEntryCode', (given) => setCode(given.code))
  if (code !== undefined) {
    return (
      <Sheet title={words.giveCode} onClose={onClose}>
        <Line className="handover-code">{code.replace(/^(\d{4})/, '$1 ')}</Line>
        <Paragraph className="invitation">{words.codeGiven}</Paragraph>
      </Sheet>
    )
  }
  return (
    <ReasonForm
      title={words.giveCode}
      text={words.giveCodeText}
      button={words.giveCode}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

/** An invitation to set a password, for a colleague: a link that works once, within a day. */
export function InvitationSheet({ person, onClose }: EntryActProps) {
  const [invitation, setInvitation] = useState<string>()
  const act = useAct('inviteColleague', (given) => setInvitation(given.invitation))
  if (invitation !== undefined) {
    const text = linkFor(invitation)
    return (
      <Sheet title={words.inviteColleague} onClose={onClose}>
        <Paragraph className="enrol-secret">{text}</Paragraph>
        <Paragraph className="invitation">{words.invitationGiven}</Paragraph>
        <Button kind="main" onTap={() => void Taro.setClipboardData({ data: text })}>
          {words.copy}
        </Button>
      </Sheet>
    )
  }
  return (
    <ReasonForm
      title={words.inviteColleague}
      text={words.inviteText}
      button={words.inviteColleague}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

/** What stands behind the # goes to no server. In WeChat there is no address of a page: the code alone. */
function linkFor(invitation: string): string {
  if (process.env.TARO_ENV !== 'h5') return invitation
  const { origin, pathname } = window.location
  return `${origin}${pathname}#/pages/ask/index?invitation=${invitation}`
}

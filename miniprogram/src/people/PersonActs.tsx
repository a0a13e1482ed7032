import { useState } from 'react'
import type { ReactNode } from 'react'
import type { PersonFile } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Box } from '../components/elements.tsx'
import { useAct } from '../hooks/useAct.ts'
import { CodeSheet, InvitationSheet } from './EntryActs.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { TermsForm } from './TermsForm.tsx'
import { words } from './words.ts'

export interface ActProps {
  person: PersonFile
  onChanged(person: PersonFile): void
  /** A colleague changed something in between. */
  onStale(): void
  onClose(): void
}

type Doing = 'role' | 'verification' | 'terms' | 'key' | 'out' | 'invitation' | 'code' | 'part' | 'release'

/** What this colleague may do here; the view says it, nobody decides again. */
export function PersonActs({ person, onChanged, onStale }: Omit<ActProps, 'onClose'>) {
  const [doing, setDoing] = useState<Doing>()
  const { abilities, grantableRoles } = person
  const props = {
    person,
    onChanged: (changed: PersonFile) => {
      onChanged(changed)
      setDoing(undefined)
    },
    onStale,
    onClose: () => setDoing(undefined),
  }
  return (
    <Box className="acts">
      {abilities.verify ? (
        <Button kind={person.verified ? 'plain' : 'strong'} onTap={() => setDoing('verification')}>
          {person.verified ? words.unverify : words.verify}
        </Button>
      ) : null}
      {grantableRoles.length > 0 ? <Button onTap={() => setDoing('role')}>{words.changeRole}</Button> : null}
      {abilities.changeTerms ? <Button onTap={() => setDoing('terms')}>{words.changeTerms}</Button> : null}
      {abilities.resetSecondFactor ? <Button onTap={() => setDoing('key')}>{words.resetKey}</Button> : null}
      {abilities.signOut ? <Button onTap={() => setDoing('out')}>{words.signOut}</Button> : null}
      {abilities.invite ? <Button onTap={() => setDoing('invitation')}>{words.inviteColleague}</Button> : null}
      {abilities.giveEntryCode ? <Button onTap={() => setDoing('code')}>{words.giveCode}</Button> : null}
      {abilities.part ? <Button onTap={() => setDoing('part')}>{words.part}</Button> : null}
      {abilities.releaseWeChat ? (
        <Button onTap={() => setDoing('release')}>
          {person.weChatRelease === undefined ? words.releaseWeChat : words.agreeToRelease}
        </Button>
      ) : null}
      {doing === undefined ? null : <DoingForm doing={doing} {...props} />}
    </Box>
  )
}

function DoingForm({ doing, ...props }: ActProps & { doing: Doing }) {
  const Form = FORMS[doing]
  return <Form {...props} />
}

function RoleForm({ person, onChanged, onClose }: ActProps) {
  const [role, setRole] = useState<string>()
  const act = useAct('changeRole', onChanged)
  return (
    <ReasonForm
      title={words.changeRole}
      text={words.roleText}
      button={role === undefined ? words.chooseFirst : words.save}
      act={act}
      ready={role !== undefined}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { role, reason } })}
      onClose={onClose}
    >
      <Choice
        label={words.newRole}
        look="chips"
        options={person.grantableRoles.map((grantable) => ({ value: grantable.role as string, word: grantable.word }))}
        chosen={role === undefined ? [] : [role]}
        onChoose={setRole}
      />
    </ReasonForm>
  )
}

function VerificationForm({ person, onChanged, onClose }: ActProps) {
  const act = useAct('changeVerification', onChanged)
  const verified = !person.verified
  return (
    <ReasonForm
      title={verified ? words.verify : words.unverify}
      text={words.verifyText}
      button={words.save}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { verified, reason } })}
      onClose={onClose}
    />
  )
}

function KeyForm({ person, onChanged, onClose }: ActProps) {
  const act = useAct('resetSecondFactor', onChanged)
  return (
    <ReasonForm
      title={words.resetKey}
      text={words.resetText}
      button={words.resetKey}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

function SignOutForm({ person, onChanged, onClose }: ActProps) {
  const act = useAct('signOutPerson', onChanged)
  return (
    <ReasonForm
      title={words.signOut}
      text={words.signOutText}
      button={words.signOut}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

function ReleaseForm({ person, onChanged, onClose }: ActProps) {
  const act = useAct('releaseWeChat', onChanged)
  const title = person.weChatRelease === undefined ? words.releaseWeChat : words.agreeToRelease
  return (
    <ReasonForm
      title={title}
      text={words.releaseText}
      button={title}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

function PartForm({ person, onChanged, onClose }: ActProps) {
  const act = useAct('partPerson', onChanged)
  return (
    <ReasonForm
      title={words.part}
      text={words.partText}
      button={words.part}
      act={act}
      onDo={(reason) => act.run({ params: { id: person.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

const FORMS: Readonly<Record<Doing, (props: ActProps) => ReactNode>> = {
  role: RoleForm,
  verification: VerificationForm,
  terms: TermsForm,
  key: KeyForm,
  out: SignOutForm,
  invitation: InvitationSheet,
  code: CodeSheet,
  part: PartForm,
  release: ReleaseForm,
}

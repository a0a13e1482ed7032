import { useState } from 'react'
import type { PersonFile } from '../api/routes/office.ts'
import { call } from '../api/call.ts'
import { ApiError } from '../api/apiError.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Heading, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { useRefused, useSignedIn } from '../session/SessionProvider.tsx'
import { words as common } from '../words.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { words } from './words.ts'

/** Phone, door and groups stay closed until somebody says why; what was opened is forgotten with the page. */
export function Contact({ person }: { person: PersonFile }) {
  const { token } = useSignedIn()
  const refused = useRefused()
  const [asking, setAsking] = useState(false)
  const [opened, setOpened] = useState<PersonFile>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const known = (['phone', 'door', 'groups'] as const).filter((field) => person.known[field])

  const look = (reason: string) => {
    setBusy(true)
    setError(undefined)
    call('readPerson', { token, params: { id: person.id }, query: { reason } })
      .then((file) => {
        setOpened(file)
        setAsking(false)
      })
      .catch((thrown: unknown) => {
        refused(thrown)
        // That the line is down is said on top of the page.
        if (thrown instanceof ApiError && thrown.failure === 'offline') return
        setError(thrown instanceof ApiError ? thrown.message : common.unknownError)
      })
      .finally(() => setBusy(false))
  }

  return (
    <Card label={words.contactTitle}>
      <Heading className="section-title">{words.contactTitle}</Heading>
      {known.length === 0 ? <Paragraph className="invitation">{words.nothingKnown}</Paragraph> : null}
      {opened === undefined ? null : <Opened person={opened} />}
      {opened === undefined && known.length > 0 ? (
        <>
          <Paragraph className="invitation">
            {words.isKnown(known.map((field) => words.contactKnown[field]).join('、'))}
          </Paragraph>
          <Paragraph className="field-note">{words.contactText}</Paragraph>
          <Button onTap={() => setAsking(true)}>{words.look}</Button>
        </>
      ) : null}
      {asking ? (
        <ReasonForm
          title={words.look}
          text={words.contactText}
          button={words.look}
          act={{ busy, error, faults: {}, clear: () => setError(undefined) }}
          onDo={look}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}

function Opened({ person: { phone, address, groups } }: { person: PersonFile }) {
  return (
    <Facts
      facts={[
        [words.phone, phone],
        [words.address, address === undefined ? undefined : `${words.area(address)}${words.door(address)}`],
        [words.groups, groups?.map((group) => words.groupWords[group] ?? group).join('、')],
      ]}
    />
  )
}

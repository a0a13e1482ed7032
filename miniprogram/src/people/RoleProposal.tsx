import { useState } from 'react'
import type { PersonFile } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { useAct } from '../hooks/useAct.ts'
import { ReasonForm } from './ReasonForm.tsx'
import { sayDay } from './sayDay.ts'
import { words } from './words.ts'

export interface RoleProposalProps {
  person: PersonFile
  onChanged(person: PersonFile): void
}

/** A staff role that one colleague wants to give, and that another one looks at. */
export function RoleProposal({ person, onChanged }: RoleProposalProps) {
  const [refusing, setRefusing] = useState(false)
  const done = (changed: PersonFile) => {
    setRefusing(false)
    onChanged(changed)
  }
  const agree = useAct('decideRole', done)
  const refuse = useAct('decideRole', done)
  const { proposal, abilities } = person
  if (proposal === undefined) return null
  const decide = (agreed: boolean, reason?: string) => ({
    params: { id: person.id },
    body: { role: proposal.role, agreed, ...(reason === undefined ? {} : { reason }) },
  })
  return (
    <Card label={words.proposalTitle}>
      <Heading className="section-title">{words.proposalTitle}</Heading>
      <Paragraph>{words.proposal(proposal.by, sayDay(proposal.at), proposal.word, proposal.reason)}</Paragraph>
      <Paragraph className="invitation">{abilities.agreeToRole ? words.proposalForMe : words.proposalWaits}</Paragraph>
      <Refusal act={agree} />
      <Box className="acts">
        {abilities.agreeToRole ? (
          <Button kind="strong" busy={agree.busy} onTap={() => agree.run(decide(true))}>
            {words.agreeToRole(proposal.word)}
          </Button>
        ) : null}
        {abilities.refuseRole ? (
          <Button onTap={() => setRefusing(true)}>
            {abilities.agreeToRole ? words.refuseRole : words.withdrawRole}
          </Button>
        ) : null}
      </Box>
      {refusing ? (
        <ReasonForm
          title={abilities.agreeToRole ? words.refuseRole : words.withdrawRole}
          text={words.refuseText}
          button={words.save}
          act={refuse}
          onDo={(reason) => refuse.run(decide(false, reason))}
          onClose={() => setRefusing(false)}
        />
      ) : null}
    </Card>
  )
}

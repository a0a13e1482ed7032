import type { Me } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Line, List, Paragraph } from '../components/elements.tsx'
import { sayAddress } from '../station/address.ts'
import { meWords as words } from './words.ts'

/** Those for whom somebody asks often. */
export function Family({ me, onOpen }: { me: Me; onOpen(memberId: string | undefined): void }) {
  return (
    <Box className="family">
      <Heading className="section-title">{words.family}</Heading>
      <Paragraph className="invitation">{words.familyText}</Paragraph>
      <List className="list">
        {me.household.map(({ id, relation, name, address }) => (
          <Card key={id} listed>
            <Box className="member">
              <Paragraph className="member-name">
                {relation === name ? relation : `${relation} ${name}`}
                {address ? <Line className="member-home">{sayAddress(address)}</Line> : null}
              </Paragraph>
              <Button kind="quiet" onTap={() => onOpen(id)}>
                {words.changeMember(relation)}
              </Button>
            </Box>
          </Card>
        ))}
      </List>
      <Button onTap={() => onOpen(undefined)}>{words.addMember}</Button>
    </Box>
  )
}

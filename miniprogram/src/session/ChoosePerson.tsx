import { Box, Heading, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { words } from '../words.ts'
import type { Session } from './SessionProvider.tsx'

type Choosing = Extract<Session, { phase: 'choosing' }>

/** A newcomer picks a person of the demo community. */
export function ChoosePerson({ session, onChoose }: { session: Choosing; onChoose(personId: string): void }) {
  return (
    <Box className="choose">
      <Heading className="greeting">{words.chooseTitle}</Heading>
      <Paragraph className="invitation">{words.chooseText}</Paragraph>
      {session.note === undefined ? null : <Notice tone="wait" title={session.note} urgent />}
      {session.people.length === 0 ? <Notice>{words.noPeople}</Notice> : null}
      <List className="people">
        {session.people.map((person) => (
          <Item key={person.id} className="people-item">
            <Button
              className="person"
              label={words.enterAs(person.name)}
              busy={session.entering === person.id}
              disabled={session.entering !== undefined}
              onTap={() => onChoose(person.id)}
            >
              <Line className="person-name">{person.name}</Line>
              <Line className="person-role">{words.roles[person.role] ?? person.role}</Line>
              <Line className="person-about">{person.about}</Line>
            </Button>
          </Item>
        ))}
      </List>
    </Box>
  )
}

import type { Me } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { sayAddress } from '../station/address.ts'
import { groupWords, meWords as words } from './words.ts'

/** What a person tells of himself. */
export type Own = 'name' | 'phone' | 'home' | 'groups'

/** All that others may need in order to help, and the way to change each. */
export function WhoIAm({ me, onOpen }: { me: Me; onOpen(own: Own): void }) {
  const { groups = [] } = me
  return (
    <Box className="who-i-am">
      <Heading className="section-title">{words.who}</Heading>
      <Card>
        <Facts
          facts={[
            [words.name, me.name],
            [words.role, me.roleWord],
            [words.phone, me.phone ?? words.none],
            [words.home, me.address ? sayAddress(me.address) : words.none],
            [words.groups, groups.length > 0 ? groups.map((group) => groupWords[group]).join('、') : words.none],
          ]}
        />
        <Box className="acts">
          <Button onTap={() => onOpen('phone')}>{me.phone ? words.changePhone : words.addPhone}</Button>
          <Button onTap={() => onOpen('home')}>{me.address ? words.changeHome : words.addHome}</Button>
          <Button onTap={() => onOpen('groups')}>{words.changeGroups}</Button>
          {me.abilities.rename ? <Button onTap={() => onOpen('name')}>{words.changeName}</Button> : null}
        </Box>
        {me.abilities.rename ? null : <Paragraph className="invitation">{words.nameFixed}</Paragraph>}
      </Card>
    </Box>
  )
}

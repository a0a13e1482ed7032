import type { PersonFile as File } from '../api/routes/office.ts'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Tag } from '../components/Tag.tsx'
import { useRead } from '../hooks/useRead.ts'
import { Contact } from './Contact.tsx'
import { RoleProposal } from './RoleProposal.tsx'
import { PersonActs } from './PersonActs.tsx'
import { sayDay } from './sayDay.ts'
import { words } from './words.ts'

/** One person: what staff may see, what they may do, and who did what before. */
export function PersonFile({ id }: { id: string }) {
  const { data, state, refresh, put } = useRead('readPerson', { params: { id } })
  const notice = <ReadNotice state={state} known={data !== undefined} gone={words.gone} onRetry={refresh} />
  if (data === undefined || state === 'gone') return notice
  return (
    <Box className="columns">
      <Box className="column">
        {notice}
        <Head person={data} />
        {data.helper === undefined ? null : <Terms helper={data.helper} />}
        <RoleProposal person={data} onChanged={put} />
        {data.weChatRelease === undefined ? null : (
          <Release wish={data.weChatRelease} forMe={data.abilities.releaseWeChat} />
        )}
        <PersonActs person={data} onChanged={put} onStale={refresh} />
      </Box>
      <Box className="column">
        <Contact person={data} />
        <Changes changes={data.changes} />
      </Box>
    </Box>
  )
}

function Head({ person }: { person: File }) {
  return (
    <Card>
      <Box className="request-head">
        <Heading className="section-title">{person.name}</Heading>
        <Tag tone={person.verified ? 'done' : 'wait'}>{person.verified ? words.verified : words.unverified}</Tag>
      </Box>
      <Facts
        facts={[
          [words.role, person.roleWord],
          [words.building, person.area === undefined ? undefined : words.area(person.area)],
          [words.writable, person.canBeWrittenTo ? words.yes : words.no],
          [words.household, person.household.map(({ relation, name }) => words.member(relation, name)).join('、')],
        ]}
      />
    </Card>
  )
}

/** Somebody of the staff wants the old WeChat account out. */
function Release({ wish: { by, at, reason }, forMe }: { wish: NonNullable<File['weChatRelease']>; forMe: boolean }) {
  return (
    <Card label={words.releaseWeChat}>
      <Heading className="section-title">{words.releaseWeChat}</Heading>
      <Paragraph>{words.releaseWished(by, sayDay(at), reason)}</Paragraph>
      <Paragraph className="invitation">{forMe ? words.releaseForMe : words.releaseWaits}</Paragraph>
    </Card>
  )
}

function Terms({ helper }: { helper: NonNullable<File['helper']> }) {
  const skills = helper.skills.map((skill) => words.kinds[skill] ?? skill).join('、')
  const hours = helper.freeHours.map(words.freeHours).join('；')
  return (
    <Card label={words.terms}>
      <Heading className="section-title">{words.terms}</Heading>
      <Facts
        facts={[
          [words.skills, skills === '' ? words.anySkill : skills],
          [words.zones, helper.zones.length === 0 ? words.anyZone : helper.zones.join('、')],
          [words.hours, hours === '' ? words.anyHour : hours],
          [words.pausedUntil, helper.pausedUntil === undefined ? undefined : sayDay(helper.pausedUntil)],
        ]}
      />
    </Card>
  )
}

function Changes({ changes }: { changes: File['changes'] }) {
  return (
    <Card label={words.changes}>
      <Heading className="section-title">{words.changes}</Heading>
      {changes.length === 0 ? <Paragraph className="invitation">{words.noChanges}</Paragraph> : null}
      <List className="changes">
        {changes.map((change) => (
          <Item key={`${change.at} ${change.what}`} className="change">
            <Line>{words.changeLine(change.what, change.from, change.to)}</Line>
            <Line className="register-about">{words.changeBy(change.by, sayDay(change.at), change.reason)}</Line>
          </Item>
        ))}
      </List>
    </Card>
  )
}

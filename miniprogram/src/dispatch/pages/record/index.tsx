import type { ServiceRecord } from '../../../api/routes.ts'
import { Box, Heading, List, Paragraph } from '../../../components/elements.tsx'
import { Card } from '../../../components/Card.tsx'
import { Facts } from '../../../components/Facts.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useRead } from '../../../hooks/useRead.ts'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { words } from '../../../words.ts'
import { dispatchWords } from '../../words.ts'
import '../../../styles/dispatch.scss'

/** What I brought to its end, month by month; nothing of the people whom it was for. */
export default function RecordPage() {
  return (
    <SignedIn place="helping" title={dispatchWords.titles.record}>
      <Record />
    </SignedIn>
  )
}

function Record() {
  const { data, state, refresh } = useRead('readMyRecord')
  return (
    <Box className="narrow">
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      {data === undefined ? null : <Services record={data} />}
    </Box>
  )
}

function Services({ record }: { record: ServiceRecord }) {
  const length = (minutes: number | undefined) =>
    minutes === undefined || minutes === 0 ? undefined : dispatchWords.length(minutes)
  if (record.items.length === 0)
    return <Notice title={dispatchWords.recordEmptyTitle}>{dispatchWords.recordEmptyText}</Notice>
  return (
    <>
      <Facts
        facts={record.months.map(({ month, tasks, minutes }) => [
          dispatchWords.month(month),
          dispatchWords.sum(tasks, length(minutes)),
        ])}
      />
      <Paragraph className="invitation">{record.rule}</Paragraph>
      <Paragraph className="invitation">{dispatchWords.points}</Paragraph>
      <List className="list">
        {record.items.map(({ code, help, day, minutes, verifiedBy, verdict }) => (
          <Card key={code} listed label={words.code(code)}>
            <Box className="offer-head">
              <Heading className="offer-where">{dispatchWords.served(day, help)}</Heading>
              <Tag tone={verifiedBy === undefined ? 'wait' : 'done'}>
                {verifiedBy === undefined ? dispatchWords.countsNot : (length(minutes) ?? dispatchWords.counts)}
              </Tag>
            </Box>
            <Paragraph className="invitation">{verdict}</Paragraph>
          </Card>
        ))}
      </List>
    </>
  )
}

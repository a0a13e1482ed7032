import { useState } from 'react'
import type { Replies } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, List, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useRead } from '../hooks/useRead.ts'
import { sayTime } from './time.ts'
import { meWords as words } from './words.ts'

type Read = Replies['listMyReads']['items'][number]

/** Who looked at my phone, door or situation, why and when; page by page. */
export function Readers() {
  const [cursor, setCursor] = useState<string>()
  const [earlier, setEarlier] = useState<Read[]>([])
  const page = useRead('listMyReads', cursor === undefined ? {} : { query: { cursor } })
  const items = [...earlier, ...(page.data?.items ?? [])]
  const next = page.data?.nextCursor
  return (
    <Box className="data-section">
      <Heading className="section-title">{words.readers}</Heading>
      <Paragraph className="invitation">{words.readersText}</Paragraph>
      <ReadNotice state={page.state} known={items.length > 0} gone={words.gone} onRetry={page.refresh} />
      {page.state === 'ready' && items.length === 0 ? <Paragraph>{words.noReaders}</Paragraph> : null}
      <List className="list">
        {items.map((read, i) => (
          <Card key={`${read.at}-${i}`} listed>
            <Paragraph className="data-title">{sayTime(read.at)}</Paragraph>
            <Facts
              facts={[
                [words.readWho, words.readBy(read.reader, read.readerRole)],
                [words.readWhat, read.fields.join('、')],
                [words.readWhy, read.reason],
              ]}
            />
          </Card>
        ))}
      </List>
      {next ? (
        <Button
          onTap={() => {
            setEarlier(items)
            setCursor(next)
          }}
        >
          {words.more}
        </Button>
      ) : null}
    </Box>
  )
}

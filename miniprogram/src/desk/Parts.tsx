import type { RequestCard } from '../api/routes/desk.ts'
import { Box, Heading, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { words } from './words.ts'

/** What others do for this request, each with its own state; or of which one it is itself a part. */
export function Parts({ parts = [], partOf }: Pick<RequestCard, 'parts' | 'partOf'>) {
  if (partOf !== undefined) return <Paragraph className="field-note">{words.split.partOf(partOf)}</Paragraph>
  if (parts.length === 0) return null
  return (
    <Box className="history">
      <Heading className="section-title">{words.split.parts}</Heading>
      <List className="history-list">
        {parts.map(({ code, kindWord, summary, statusWord, helper }) => (
          <Item key={code} className="history-entry">
            <Line className="history-at">{kindWord}</Line>
            <Line className="history-step">{`${summary}〔${code}〕`}</Line>
            <Paragraph className="history-note">{[statusWord, helper].filter(Boolean).join(' · ')}</Paragraph>
          </Item>
        ))}
      </List>
    </Box>
  )
}

import { Card } from '../components/Card.tsx'
import { Box, Heading, List, Paragraph } from '../components/elements.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useRead } from '../hooks/useRead.ts'
import { ReadConsent } from './ReadConsent.tsx'
import { consentWords as words } from './words.ts'

/** Each text, what I said to it and when, and the way to say otherwise. `onChanged`: what the station keeps may be less now. */
export function MyConsents({ onChanged }: { onChanged(): void }) {
  const { data, state, refresh, put } = useRead('listMyConsents')
  if (data === undefined) return <ReadNotice state={state} known={false} gone={words.gone} onRetry={refresh} />
  if (data.items.length === 0) return null
  return (
    <Box className="data-section">
      <Heading className="section-title">{words.mine}</Heading>
      <Paragraph className="invitation">{words.mineText}</Paragraph>
      <List className="list">
        {data.items.map((consent) => (
          <Card key={consent.kind} listed>
            <Paragraph className="data-title">{consent.title}</Paragraph>
            <Paragraph>{consent.stateWord}</Paragraph>
            <ReadConsent
              consent={consent}
              onAnswered={(consents) => {
                put(consents)
                onChanged()
              }}
            />
          </Card>
        ))}
      </List>
    </Box>
  )
}

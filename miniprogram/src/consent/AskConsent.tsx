import { Card } from '../components/Card.tsx'
import { Paragraph } from '../components/elements.tsx'
import { useRead } from '../hooks/useRead.ts'
import { ReadConsent } from './ReadConsent.tsx'
import { consentWords as words } from './words.ts'

/** What the station must still tell and ask; in nobody's way, and gone with the first answer. */
export function AskConsent() {
  const { data, put } = useRead('listMyConsents')
  const asked = data?.items.find(({ asks }) => asks)
  if (asked === undefined) return null
  return (
    <Card label={asked.title}>
      <Paragraph className="data-title">{asked.title}</Paragraph>
      <Paragraph className="invitation">{words.asked}</Paragraph>
      <ReadConsent key={asked.kind} consent={asked} onAnswered={put} />
    </Card>
  )
}

import type { ReactNode } from 'react'
import { Card } from '../components/Card.tsx'
import { Heading } from '../components/elements.tsx'

/** One figure with its name: a card. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card label={title}>
      <Heading className="section-title">{title}</Heading>
      {children}
    </Card>
  )
}

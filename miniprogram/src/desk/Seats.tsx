import { useState } from 'react'
import type { BoardRequest, RequestCard } from '../api/routes/desk.ts'
import { Box, Heading, Item, Line, List } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { useAct } from '../hooks/useAct.ts'
import { freshen } from './freshen.ts'
import { ReasonSheet } from './ReasonSheet.tsx'
import { words } from './words.ts'

export interface SeatsProps {
  card: RequestCard
  onMoved(moved: BoardRequest): void
}

/** Everybody who goes together; each may be changed by himself, and the others stay. */
export function Seats({ card: { request, seats }, onMoved }: SeatsProps) {
  const [freeing, setFreeing] = useState<string>()
  const act = useAct('freeSeat', (moved) => {
    setFreeing(undefined)
    onMoved(moved)
  })
  if (seats === undefined) return null
  const chosen = seats.find(({ id }) => id === freeing)
  const go = (helperId: string, reason: string) => {
    if (act.error !== undefined) freshen()
    const said = reason === '' ? {} : { note: reason }
    act.run({ params: { code: request.code }, body: { version: request.version, helperId, ...said } })
  }
  return (
    <Box className="history">
      <Heading className="section-title">{words.seatList.heading}</Heading>
      <List className="history-list">
        {seats.map(({ id, name }) => (
          <Item key={id} className="history-entry">
            <Line className="history-step">{name}</Line>
            <Button label={words.seatList.freeLabel(name)} onTap={() => setFreeing(id)}>
              {words.seatList.free}
            </Button>
          </Item>
        ))}
      </List>
      {chosen === undefined ? null : (
        <ReasonSheet
          title={words.seatList.title(chosen.name)}
          text={words.seatList.text}
          go={words.seatList.go}
          reasons={words.reasons.release ?? []}
          ownWords
          optional
          busy={act.busy}
          error={act.error}
          fault={act.faults.note}
          onGo={(reason) => go(chosen.id, reason)}
          onClose={() => setFreeing(undefined)}
        />
      )}
    </Box>
  )
}

import { memo } from 'react'
import type { BoardRequest } from '../api/routes/desk.ts'
import { Box, Item, Line, List } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Tag } from '../components/Tag.tsx'
import { dueWord } from './time.ts'
import { toneOf } from './tones.ts'
import { words } from './words.ts'

export interface BoardListProps {
  items: readonly BoardRequest[]
  /** The code that is open beside the list. */
  chosen: string | undefined
  now: number
  onChoose(code: string): void
}

export const rowId = (code: string) => `row-${code}`

/** One row for each request; rows out of sight cost nothing (`content-visibility` in styles/desk.scss). */
export function BoardList({ items, chosen, now, onChoose }: BoardListProps) {
  return (
    <List className="board-list">
      {items.map((request) => (
        <Row
          key={request.code}
          request={request}
          chosen={request.code === chosen}
          due={request.dueAt === undefined ? '' : dueWord(request.dueAt, now)}
          onChoose={onChoose}
        />
      ))}
    </List>
  )
}

interface RowProps {
  request: BoardRequest
  chosen: boolean
  due: string
  onChoose(code: string): void
}

/** A second reading of the same version draws nothing anew. */
const Row = memo(BoardRow, (before, after) => {
  const same = before.chosen === after.chosen && before.due === after.due && before.onChoose === after.onChoose
  const { request: a } = before
  const { request: b } = after
  return same && a.version === b.version && a.late === b.late && a.whenWord === b.whenWord
})

function BoardRow({ request, chosen, due, onChoose }: RowProps) {
  const { code, requester, assignee, owner } = request
  return (
    <Item className="board-item">
      <Button
        id={rowId(code)}
        className={chosen ? 'board-row is-chosen' : 'board-row'}
        pressed={chosen}
        onTap={() => onChoose(code)}
      >
        <Box className="row-line">
          <Line className="row-code">{code}</Line>
          <Line className="row-name">{requester.name}</Line>
          {request.urgent ? <Line className="row-urgent">{words.row.urgent}</Line> : null}
          <Tag tone={toneOf(request)}>{request.statusWord}</Tag>
        </Box>
        <Line className="row-need">{request.summary}</Line>
        <Line className="row-about">
          {[request.place, request.whenWord, assignee ? words.row.helper(assignee.name) : words.row.owner(owner.name)]
            .filter(Boolean)
            .join(' · ')}
        </Line>
        {request.notDone === undefined ? null : <Line className="row-doubt">{words.row.notDone(request.notDone)}</Line>}
        {request.reviewReasons.length > 0 && request.abilities.approve ? (
          <Line className="row-doubt">{request.reviewReasons.join('、')}</Line>
        ) : null}
        {due === '' ? null : <Line className={request.late ? 'row-due is-late' : 'row-due'}>{due}</Line>}
      </Button>
    </Item>
  )
}

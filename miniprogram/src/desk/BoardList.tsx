import { memo } from 'react'
import type { BoardRequest } from '../api/routes/desk.ts'
import { Box, Item, Line } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Tag } from '../components/Tag.tsx'
import { WindowedList } from '../components/WindowedList.tsx'
import type { Place } from '../components/WindowedList.tsx'
import { useExpected } from '../hooks/useExpected.ts'
import { dueWord } from './time.ts'
import { toneOf } from './tones.ts'
import { words } from './words.ts'

export interface BoardListProps {
  /** Of its own: its rows are called after it. */
  name: string
  items: readonly BoardRequest[]
  /** The code that is open beside the list. */
  chosen: string | undefined
  now: number
  onChoose(code: string): void
}

/** By which the row of this request gets the focus. */
export const rowId = (list: string, code: string) => `${list}-row-${code}`

/** A row of a phone, in lines of text. */
const ROW_LINES = 7.5

/** One row for each request; what is out of sight is not drawn. */
export function BoardList({ name, items, chosen, now, onChoose }: BoardListProps) {
  return (
    <WindowedList
      name={name}
      className="board-list"
      items={items}
      kept={items.findIndex(({ code }) => code === chosen)}
      guess={ROW_LINES}
      textOf={textOf}
      row={(request, place) => (
        <Row
          key={request.code}
          {...place}
          id={rowId(name, request.code)}
          request={request}
          chosen={request.code === chosen}
          due={request.dueAt === undefined ? '' : dueWord(request.dueAt, now)}
          onChoose={onChoose}
        />
      )}
    />
  )
}

function textOf({ code, requester, summary, place, assignee }: BoardRequest): string {
  return [code, requester.name, summary, place, assignee?.name ?? ''].join(' ')
}

interface RowProps extends Place {
  id: string
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
  const stands = before.place === after.place && before.of === after.of
  return same && stands && a.version === b.version && a.late === b.late && a.whenWord === b.whenWord
})

function BoardRow({ id, request, chosen, due, place, of, onChoose }: RowProps) {
  const { code, requester, assignee, owner } = request
  const shown = useExpected(request)
  return (
    <Item className="board-item" role="listitem" place={place} of={of}>
      <Button
        id={id}
        className={chosen ? 'board-row is-chosen' : 'board-row'}
        pressed={chosen}
        onTap={() => onChoose(code)}
      >
        <Box className="row-line">
          <Line className="row-code">{code}</Line>
          <Line className="row-name">{requester.name}</Line>
          {request.urgent ? <Line className="row-urgent">{words.row.urgent}</Line> : null}
          <Tag tone={toneOf(shown)}>{shown.statusWord}</Tag>
        </Box>
        <Line className="row-need">{request.summary}</Line>
        <Line className="row-about">
          {[request.place, request.whenWord, assignee ? words.row.helper(assignee.name) : words.row.owner(owner.name)]
            .filter(Boolean)
            .join(' · ')}
        </Line>
        <Box className="row-foot">
          {doubtsOf(request).map((doubt) => (
            <Line key={doubt} className="row-doubt">
              {doubt}
            </Line>
          ))}
          {due === '' ? null : <Line className={request.late ? 'row-due is-late' : 'row-due'}>{due}</Line>}
        </Box>
      </Button>
    </Item>
  )
}

/** What a worker should know before anything else: who wants to be relieved, why it is done again, why it is doubted. */
function doubtsOf({ notDone, reviewReasons, abilities, swapWord }: BoardRequest): string[] {
  return [
    ...(swapWord === undefined ? [] : [swapWord]),
    ...(notDone === undefined ? [] : [words.row.notDone(notDone)]),
    ...(reviewReasons.length > 0 && abilities.approve ? [reviewReasons.join('、')] : []),
  ]
}

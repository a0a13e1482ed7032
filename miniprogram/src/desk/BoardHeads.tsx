import { useState } from 'react'
import type { Desk } from '../api/routes/desk.ts'
import { Box } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Select } from '../components/Select.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { BoardFilter } from './useBoard.ts'
import { words } from './words.ts'

/** What the heads stand for: each leads to the requests that somebody has to act upon. */
const HEADS = {
  all: { status: 'draft,reviewing,open,accepted,delivered', sort: 'due' },
  reviewing: { status: 'reviewing', sort: 'due' },
  open: { status: 'open', sort: 'due' },
  accepted: { status: 'accepted', sort: 'due' },
  delivered: { status: 'delivered', sort: 'due' },
  draft: { status: 'draft', sort: 'due' },
  late: { late: '1', sort: 'due' },
  urgent: { status: 'draft,reviewing,open,accepted,delivered', urgent: '1', sort: 'due' },
  mine: { status: 'draft,reviewing,open,accepted,delivered', sort: 'due' },
  ended: { status: 'done,cancelled,rejected', sort: 'new' },
} as const satisfies Record<string, BoardFilter>
export type Head = keyof typeof HEADS

export interface BoardWish {
  head: Head
  q: string
  owner: string
  category: string
  zone: string
}
export const EVERYTHING: BoardWish = { head: 'all', q: '', owner: '', category: '', zone: '' }

/** The wish as the query of the route. */
export function filterOf({ head, q, owner, category, zone }: BoardWish, me: string): BoardFilter {
  return {
    ...HEADS[head],
    ...(head === 'mine' ? { owner: me } : owner === '' ? {} : { owner }),
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(category === '' ? {} : { category }),
    ...(zone === '' ? {} : { zone }),
  }
}

export interface BoardHeadsProps {
  wish: BoardWish
  desk: Desk | undefined
  /** The search takes the focus whenever this changes to another value. */
  searches: number
  onWish(wish: BoardWish): void
}

/** Search, states with their numbers, owner and kind. */
export function BoardHeads({ wish, desk, searches, onWish }: BoardHeadsProps) {
  const [open, setOpen] = useState(wish.owner !== '' || wish.category !== '')
  const numbers = desk && { ...desk.counts.byStatus, ...desk.counts }
  const numberOf = (head: Head) => (numbers && head in numbers ? numbers[head as keyof typeof numbers] : undefined)
  const heads = (Object.keys(HEADS) as Head[]).map((head) => {
    const n = numberOf(head)
    return { value: head, word: typeof n === 'number' && n > 0 ? `${words.heads[head]} ${n}` : words.heads[head] }
  })
  return (
    <Box className="board-heads">
      <Box className="board-search">
        <TextInput
          name="board-search"
          label={words.search}
          placeholder={words.searchHint}
          value={wish.q}
          maxLength={40}
          focusOn={searches}
          onWrite={(q) => onWish({ ...wish, q })}
        />
        <Button className="board-more" pressed={open} onTap={() => setOpen(!open)}>
          {words.filters}
        </Button>
      </Box>
      <Choice
        look="chips"
        quietLabel
        label={words.headsLabel}
        options={heads}
        chosen={[wish.head]}
        onChoose={(head) => onWish({ ...wish, head })}
      />
      <Box className={open ? 'board-selects is-open' : 'board-selects'}>
        <Select
          name="board-owner"
          label={words.owner}
          placeholder={words.anyOwner}
          value={wish.owner}
          options={[
            { value: '', word: words.anyOwner },
            ...(desk?.staff ?? []).map(({ id, name }) => ({ value: id, word: name })),
          ]}
          onChoose={(owner) => onWish({ ...wish, owner })}
        />
        <Select
          name="board-kind"
          label={words.kind}
          placeholder={words.anyKind}
          value={wish.category}
          options={[
            { value: '', word: words.anyKind },
            ...Object.entries(words.kinds).map(([value, word]) => ({ value, word })),
          ]}
          onChoose={(category) => onWish({ ...wish, category })}
        />
      </Box>
    </Box>
  )
}

import type { ReactNode } from 'react'
import { Box, List } from './elements.tsx'
import { Unseen } from './Unseen.tsx'
import { useNear } from '../hooks/useNear.ts'

/** Which entry of how many: a screen reader counts all of them, drawn or not. */
export interface Place {
  place: number
  of: number
}

export interface WindowedListProps<One> {
  /** Of its own on the page. */
  name: string
  items: readonly One[]
  className?: string
  row(one: One, place: Place): ReactNode
  /** What a browser's own search finds of an entry that is not drawn. */
  textOf(one: One): string
  /** The entry that stays drawn wherever the list stands, with its neighbours; -1 for none. */
  kept: number
  /** Of one entry that was never drawn, in lines of text. */
  guess: number
}

/** Entries are drawn and put away by so many: few enough for one frame of a slow phone. */
const CHUNK = 6

/** A long list of which only what is near the eye is drawn. What is away keeps its height, its number and its words for a search. */
export function WindowedList<One>({ items, className, ...rest }: WindowedListProps<One>) {
  const starts = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) => i * CHUNK)
  return (
    <List className={className} role="list">
      {starts.map((start) => (
        <Chunk key={start} {...rest} start={start} of={items.length} items={items.slice(start, start + CHUNK)} />
      ))}
    </List>
  )
}

type ChunkProps<One> = Omit<WindowedListProps<One>, 'className'> & { start: number; of: number }

function Chunk<One>({ name, items, start, of, kept, guess, row, textOf }: ChunkProps<One>) {
  const id = `${name}-${start}`
  const { near, height, show } = useNear(id, start < 2 * CHUNK)
  const holdsKept = kept >= start - 1 && kept <= start + CHUNK
  if (near || holdsKept) {
    return (
      <Box className="chunk" id={id} role="presentation">
        {items.map((one, i) => row(one, { place: start + i + 1, of }))}
      </Box>
    )
  }
  return (
    <Unseen
      id={id}
      height={height === undefined ? `${(items.length * guess).toFixed(1)}em` : `${height}px`}
      text={items.map(textOf).join('\n')}
      onFound={show}
    />
  )
}

import { Box, Item, Line, List } from '../components/elements.tsx'
import { words } from './words.ts'

export interface BarLine {
  word: string
  count: number
}

const STEPS = 20

/** Numbers side by side: a word, a box as long as the number, the number. Lengths are classes, as no style may stand inline. */
export function Bars({ lines }: { lines: readonly BarLine[] }) {
  const most = Math.max(1, ...lines.map(({ count }) => count))
  return (
    <List className="bars">
      {lines.map(({ word, count }) => (
        <Item key={word} className="bar-line" label={words.barLabel(word, count)}>
          <Line className="bar-word">{word}</Line>
          <Box className="bar-track" hidden>
            <Box className={`bar-fill bar-${Math.max(1, Math.round((STEPS * count) / most))}`} />
          </Box>
          <Line className="bar-count">{String(count)}</Line>
        </Item>
      ))}
    </List>
  )
}

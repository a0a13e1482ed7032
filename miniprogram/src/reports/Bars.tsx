import { Box, Item, Line, List } from '../components/elements.tsx'
import { words } from './words.ts'

export interface BarLine {
  word: string
  count: number
}

const STEPS = 20

/** How long a bar is: nothing for nothing, and what is there is never too short to be seen. Classes, as no style may stand inline. */
export function stepsOf(part: number, most: number): number {
  return part === 0 ? 0 : Math.max(1, Math.round((STEPS * part) / most))
}

/** Numbers side by side: a word, a box as long as the number, the number. Nothing where there are no lines. */
export function Bars({
  lines,
  labelOf = words.barLabel,
}: {
  lines: readonly BarLine[]
  /** How a screen reader says one line. */
  labelOf?: (word: string, count: number) => string
}) {
  if (lines.length === 0) return null
  const most = Math.max(...lines.map(({ count }) => count))
  return (
    <List className="bars">
      {lines.map(({ word, count }) => (
        <Item key={word} className="bar-line" label={labelOf(word, count)}>
          <Line className="bar-word">{word}</Line>
          <Track steps={stepsOf(count, most)} />
          <Line className="bar-count">{String(count)}</Line>
        </Item>
      ))}
    </List>
  )
}

/** The bar alone, for the eye; dashed and empty where its length may not be told. */
export function Track({ steps }: { steps: number | undefined }) {
  return (
    <Box className={steps === undefined ? 'bar-track bar-untold' : 'bar-track'} hidden>
      {steps === undefined || steps === 0 ? null : <Box className={`bar-fill bar-${steps}`} />}
    </Box>
  )
}

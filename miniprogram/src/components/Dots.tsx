import { words } from '../words.ts'
import { Box, Line } from './elements.tsx'

export interface DotsProps {
  /** The dot that is reached, from 0 to 4. */
  step: number
  /** `going`: on the way. `done`: all five. `ended`: cancelled or refused, nothing follows. */
  course: 'going' | 'done' | 'ended'
  stateWord: string
  /** It was tapped, and the server has not said so yet. */
  unconfirmed?: boolean | undefined
}

/** The line of five dots: 记下 · 找人 · 有人接 · 送到 · 办好. State is word, shape and colour together. */
export function Dots({ step, course: reachedBy, stateWord, unconfirmed }: DotsProps) {
  const course = unconfirmed ? 'going' : reachedBy
  const reached = words.steps[step] ?? words.steps[0]
  return (
    <Box
      className={`dots dots-${course}${unconfirmed ? ' dots-unconfirmed' : ''}`}
      role="img"
      label={words.stepsLabel(step + 1, reached, stateWord)}
    >
      {words.steps.map((word, index) => (
        <Box key={word} className={`dot ${shapeOf(index, step, course)}`} hidden>
          <Box className="dot-line" />
          <Box className="dot-mark" />
          <Line className="dot-word">{word}</Line>
        </Box>
      ))}
    </Box>
  )
}

function shapeOf(index: number, step: number, course: DotsProps['course']): string {
  if (course === 'done' || index < step) return 'is-past'
  if (index > step) return 'is-ahead'
  return course === 'ended' ? 'is-ended' : 'is-here'
}

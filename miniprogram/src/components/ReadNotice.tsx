import type { ReadState } from '../hooks/useRead.ts'
import { useSlow } from '../hooks/useSlow.ts'
import { StationCall } from '../station/StationCall.tsx'
import { words } from '../words.ts'
import { Button } from './Button.tsx'
import { Box } from './elements.tsx'
import { Notice } from './Notice.tsx'
import { SlowNotice } from './SlowNotice.tsx'

export interface ReadNoticeProps {
  state: ReadState
  /** Something is shown already; then waiting says nothing. */
  known: boolean
  /** What is said where it is not there any more, or not for this person. */
  gone: { title: string; text: string }
  onRetry(): void
}

/** Loading, failed, gone: the same honest words on every page. That the line is down is said once, on top (LineNotice). */
export function ReadNotice({ state, known, gone, onRetry }: ReadNoticeProps) {
  const slow = useSlow(state === 'loading' && !known)
  const again = (
    <Box className="acts">
      <Button onTap={onRetry}>{words.retry}</Button>
      <StationCall />
    </Box>
  )
  switch (state) {
    case 'loading':
      if (known) return null
      return slow ? <SlowNotice /> : <Notice>{words.loading}</Notice>
    case 'failed':
      return (
        <Notice tone="wait" title={words.failedTitle} act={again}>
          {words.failedText}
        </Notice>
      )
    case 'gone':
      return (
        <Notice tone="wait" title={gone.title}>
          {gone.text}
        </Notice>
      )
    default:
      return null
  }
}

import { Paragraph } from '../../components/elements.tsx'
import type { ReadState } from '../../hooks/useRead.ts'

/** What could not be read is not the same as nothing there; it is read again by itself. */
export function Unread({ state, says }: { state: ReadState; says: string }) {
  if (state !== 'failed') return null
  return (
    <Paragraph className="field-note" role="status">
      {says}
    </Paragraph>
  )
}

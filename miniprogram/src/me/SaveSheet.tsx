import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { Paragraph } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import type { Act } from '../hooks/useAct.ts'
import { meWords as words } from './words.ts'

export interface SaveSheetProps {
  title: string
  /** The writes of this sheet: one is under way, or one went wrong. */
  acts: readonly Act[]
  onSave(): void
  forgetWord?: string
  /** Absent where there is nothing to forget. */
  onForget?: (() => void) | undefined
  /** Somebody else changed it meanwhile: what is known is read anew; what was typed stays. */
  onStale(): void
  onClose(): void
  children: ReactNode
}

/** A few fields, saved by one button. */
export function SaveSheet({ title, acts, onSave, forgetWord, onForget, onStale, onClose, children }: SaveSheetProps) {
  const busy = acts.some((act) => act.busy)
  const failed = acts.find((act) => act.error !== undefined)
  const stale = failed !== undefined && Object.keys(failed.faults).length === 0
  useEffect(() => {
    if (stale) onStale()
    // Once for each fault that is said.
  }, [stale])
  return (
    <Sheet title={title} onClose={onClose}>
      {children}
      {failed?.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {failed.error}
        </Paragraph>
      )}
      <Button kind="main" busy={busy} onTap={onSave}>
        {words.save}
      </Button>
      {onForget === undefined ? null : (
        <Button kind="quiet" disabled={busy} onTap={onForget}>
          {forgetWord ?? words.forget}
        </Button>
      )}
    </Sheet>
  )
}

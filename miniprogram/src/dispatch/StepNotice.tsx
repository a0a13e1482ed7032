import { Button } from '../components/Button.tsx'
import { Box } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { words } from '../words.ts'
import type { KeptSteps, ToldStep } from './outbox.ts'
import { dispatchWords } from './words.ts'

export interface StepNoticeProps {
  kept: KeptSteps
  /** Absent where there is nobody to report to yet. */
  onAgain?(): void
  onHeard?(): void
}

/** What waits for a line, and what could not be reported after all. */
export function StepNotice({ kept, onAgain, onHeard }: StepNoticeProps) {
  const { outbox } = dispatchWords
  const waiting = kept.steps.filter(({ waits }) => waits)
  const codes = [...new Set(waiting.map(({ code }) => code))]
  const stepsOf = (code: string) =>
    waiting
      .filter((one) => one.code === code)
      .map(({ step }) => outbox.steps[step])
      .join(dispatchWords.comma)
  return (
    <Box live>
      {codes.length === 0 ? null : (
        <Notice
          tone="wait"
          title={outbox.waitsTitle}
          act={onAgain === undefined ? undefined : <Button onTap={onAgain}>{outbox.again}</Button>}
        >
          {codes.map((code) => outbox.waits(words.code(code), stepsOf(code))).join('')}
        </Notice>
      )}
      {kept.told.length === 0 ? null : (
        <Notice
          tone="wait"
          urgent
          title={outbox.toldTitle}
          act={onHeard === undefined ? undefined : <Button onTap={onHeard}>{outbox.heard}</Button>}
        >
          {kept.told.map(say).join('')}
        </Notice>
      )}
    </Box>
  )
}

function say({ code, why, said }: ToldStep): string {
  const { outbox } = dispatchWords
  return why === 'refused' ? outbox.refused(words.code(code), said ?? '') : outbox[why](words.code(code))
}

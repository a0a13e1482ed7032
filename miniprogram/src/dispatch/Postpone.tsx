import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import type { Act } from '../hooks/useAct.ts'
import { dispatchWords } from './words.ts'

/** One tap says by how much; the requester hears the new time at once. */
export function Postpone({ code, act, onClose }: { code: string; act: Act; onClose(): void }) {
  const close = () => {
    act.clear()
    onClose()
  }
  return (
    <Sheet title={dispatchWords.postponeTitle} onClose={close}>
      <Paragraph>{dispatchWords.postponeText}</Paragraph>
      <Box className="task-others">
        {dispatchWords.postponements.map(({ byMinutes, word }) => (
          <Button key={byMinutes} busy={act.busy} onTap={() => act.run({ params: { code }, body: { byMinutes } })}>
            {word}
          </Button>
        ))}
      </Box>
      {act.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {act.error}
        </Paragraph>
      )}
    </Sheet>
  )
}

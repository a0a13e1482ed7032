import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { forgetLeftBehind } from '../session/leftBehind.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { meWords as words } from './words.ts'

/** Asks twice: what goes, then whether it really shall. */
export function EraseSheet({ onClose }: { onClose(): void }) {
  const { leave } = useSignedIn()
  const [sure, setSure] = useState(false)
  const erase = useAct('eraseMe', () => {
    forgetLeftBehind()
    leave(words.erased)
  })
  return (
    <Sheet title={words.eraseTitle} onClose={onClose}>
      <Paragraph>{words.eraseWhat}</Paragraph>
      <Paragraph>{words.eraseKept}</Paragraph>
      <Paragraph className="data-title">{words.eraseBack}</Paragraph>
      {erase.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {erase.error}
        </Paragraph>
      )}
      <Box className="acts">
        <Button onTap={onClose}>{words.keepMe}</Button>
        {sure ? (
          <Button kind="strong" busy={erase.busy} onTap={() => erase.run({ body: { sure: true } })}>
            {words.eraseSure}
          </Button>
        ) : (
          <Button onTap={() => setSure(true)}>{words.eraseOn}</Button>
        )}
      </Box>
    </Sheet>
  )
}

import type { ReactNode } from 'react'
import { useState } from 'react'
import { Box, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { goTo, PLACES } from '../session/places.ts'
import type { PlaceName } from '../session/places.ts'
import { useShown } from '../hooks/useShown.ts'
import { useLive } from '../live/useLive.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { AlarmBar } from './alarms/AlarmBar.tsx'
import { freshen } from './freshen.ts'
import { useKeys } from './useKeys.ts'
import { words } from './words.ts'
import '../styles/desk.scss'

export interface DeskFrameProps {
  /** What was just done, read aloud. */
  said?: string
  children: ReactNode
}

/** `g` and the first letter; a page that is not there has no key. */
const WAYS: Record<string, string> = { 'g q': 'queue', 'g b': 'board', 'g a': 'alarms', 'g p': 'people', n: 'entry' }

const NEWS = ['request', 'offer', 'alarm', 'roster'] as const

/** What every page of the desk has: news at once, the alarms on top, the ways to the other pages, the table of keys. */
export function DeskFrame({ said = '', children }: DeskFrameProps) {
  const { token } = useSignedIn()
  useLive(token, useShown(), NEWS, freshen)
  const [keysShown, showKeys] = useState(false)
  useKeys({
    '?': () => showKeys(true),
    ...Object.fromEntries(
      Object.entries(WAYS)
        .filter(([, place]) => place in PLACES)
        .map(([key, place]) => [key, () => goTo(place as PlaceName)] as const),
    ),
  })
  return (
    <Box className="desk-page">
      <AlarmBar />
      <Box className="desk-said" live>
        {said}
      </Box>
      {children}
      {process.env.TARO_ENV === 'h5' ? (
        <Button kind="quiet" className="keys-button" onTap={() => showKeys(true)}>
          {words.keys.open}
        </Button>
      ) : null}
      {keysShown ? <KeysSheet onClose={() => showKeys(false)} /> : null}
    </Box>
  )
}

function KeysSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet title={words.keys.title} onClose={onClose}>
      <List className="keys">
        {words.keys.list.map(([key, does]) => (
          <Item key={key} className="key-entry">
            <Line className="key">{key}</Line>
            <Line className="key-does">{does}</Line>
          </Item>
        ))}
      </List>
      <Paragraph className="field-note">{words.keys.inSheet}</Paragraph>
    </Sheet>
  )
}

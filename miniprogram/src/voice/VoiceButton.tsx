import { useEffect, useRef, useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { browserListener } from './browserListener.ts'
import type { Listener } from './listener.ts'
import { weappListener } from './weappListener.ts'
import { voiceWords } from './words.ts'

export interface VoiceButtonProps {
  /** What stands in the field already; what is heard is put behind it. */
  text: string
  disabled?: boolean
  onWrite(text: string): void
}

type State = 'idle' | 'listening' | 'refused' | 'unheard'

/** Speaking instead of writing. Where the platform cannot hear, nothing is shown: the keyboard has its own microphone. */
export function VoiceButton({ text, disabled, onWrite }: VoiceButtonProps) {
  const listener = useListener()
  const [state, setState] = useState<State>('idle')
  const write = useRef(onWrite)
  write.current = onWrite
  useEffect(() => () => listener?.stop(), [listener])
  if (listener === undefined) return null
  const listen = () => {
    const before = text
    setState('listening')
    listener.start({
      onHeard: (heard) => write.current(before + heard),
      onEnd: () => setState((now) => (now === 'listening' ? 'idle' : now)),
      onFault: setState,
    })
  }
  const listening = state === 'listening'
  return (
    <Box className="voice">
      <Button disabled={disabled} pressed={listening} onTap={listening ? () => listener.stop() : listen}>
        {listening ? voiceWords.stop : voiceWords.start}
      </Button>
      <Paragraph className="field-note" role={state === 'idle' ? undefined : 'status'}>
        {state === 'idle' ? '' : voiceWords[state]}
      </Paragraph>
    </Box>
  )
}

function useListener(): Listener | undefined {
  const [listener, setListener] = useState<Listener>()
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return setListener(weappListener())
    let gone = false
    void browserListener().then((found) => {
      if (!gone) setListener(found)
    })
    return () => {
      gone = true
    }
  }, [])
  return listener
}

import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useOwnId } from '../hooks/useOwnId.ts'
import { Box, Heading } from './elements.tsx'
import { Button } from './Button.tsx'
import { words } from '../words.ts'

export interface SheetProps {
  title: string
  /** Closed by its button, by Escape, or by what the person decides; never by time. */
  onClose(): void
  children: ReactNode
}

/** One question above the page, from the bottom of a phone, in the middle of a desk. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const id = useOwnId()
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    opener.current = document.activeElement
    document.getElementById(id)?.focus()
    const listen = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
      if (opener.current instanceof HTMLElement) opener.current.focus()
    }
    // The focus moves once, when the sheet opens.
  }, [])
  return (
    <Box className="sheet-ground">
      <Box className="sheet" role="dialog" label={title} id={id} focusable>
        <Box className="sheet-head">
          <Heading className="section-title">{title}</Heading>
          <Button kind="quiet" onTap={onClose}>
            {words.close}
          </Button>
        </Box>
        {children}
      </Box>
    </Box>
  )
}

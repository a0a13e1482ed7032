import type { ReactNode } from 'react'
import { Box } from './elements.tsx'

export interface BarProps {
  /** What the main button does, in a sentence: it is never out of sight when the button is not. */
  said?: ReactNode
  children: ReactNode
}

/** The one main button of a page, at the bottom, within thumb's reach; at a desk it stays with its form. */
export function Bar({ said, children }: BarProps) {
  const speaks = said !== undefined
  return (
    <>
      <Box className={speaks ? 'bar-room bar-room-readback' : 'bar-room'} hidden />
      <Box className={speaks ? 'bar bar-speaks' : 'bar'}>
        {speaks ? (
          <Box className="bar-readback" live>
            {said}
          </Box>
        ) : null}
        {children}
      </Box>
    </>
  )
}

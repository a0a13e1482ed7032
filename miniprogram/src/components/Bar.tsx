import type { ReactNode } from 'react'
import { Box } from './elements.tsx'

/** The one main button of a page, at the bottom, within thumb's reach; at a desk it stays with its form. */
export function Bar({ children }: { children: ReactNode }) {
  return (
    <>
      <Box className="bar-room" hidden />
      <Box className="bar">{children}</Box>
    </>
  )
}

import type { ReactNode } from 'react'
import { Box, Item } from './elements.tsx'

export interface CardProps {
  /** `listed`: an entry of a list. */
  listed?: boolean
  tone?: 'plain' | 'spoken' | 'emergency'
  label?: string
  children: ReactNode
}

export function Card({ listed, tone = 'plain', label, children }: CardProps) {
  const Element = listed ? Item : Box
  return (
    <Element className={`card card-${tone}`} label={label} role={listed || label === undefined ? undefined : 'group'}>
      {children}
    </Element>
  )
}

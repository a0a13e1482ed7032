import type { ReactNode } from 'react'
import { Box, Line, Paragraph } from './elements.tsx'

export interface NoticeProps {
  /** `emergency` is red and for emergencies only. */
  tone?: 'plain' | 'wait' | 'emergency'
  title?: string
  children?: ReactNode
  /** The one useful act. */
  act?: ReactNode
  /** Read aloud at once. */
  urgent?: boolean
}

const SIGNS = { plain: '', wait: '!', emergency: '!' } as const

/** Empty, loading, offline, error: what is the matter, and the one thing to do. */
export function Notice({ tone = 'plain', title, children, act, urgent }: NoticeProps) {
  return (
    <Box className={`notice notice-${tone}`} role={urgent ? 'alert' : 'status'}>
      {title === undefined ? null : (
        <Paragraph className="notice-title">
          {SIGNS[tone] === '' ? null : (
            <Line className="notice-sign" hidden>
              {SIGNS[tone]}
            </Line>
          )}
          {title}
        </Paragraph>
      )}
      {children === undefined ? null : <Paragraph className="notice-text">{children}</Paragraph>}
      {act}
    </Box>
  )
}

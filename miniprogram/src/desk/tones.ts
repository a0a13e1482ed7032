import type { Tone } from '../components/Tag.tsx'
import type { BoardRequest } from '../api/routes/desk.ts'

type Standing = Pick<BoardRequest, 'status' | 'late'> & { unconfirmed?: true }

/** `wait`: somebody of the station has to act. `going`: a helper is on it. */
export function toneOf({ status, late, unconfirmed }: Standing): Tone {
  if (unconfirmed) return 'wait'
  if (status === 'done') return 'done'
  if (status === 'cancelled' || status === 'rejected') return 'ended'
  return !late && (status === 'accepted' || status === 'delivered') ? 'going' : 'wait'
}

export function courseOf({ status }: Pick<Standing, 'status'>): 'going' | 'done' | 'ended' {
  if (status === 'done') return 'done'
  return status === 'cancelled' || status === 'rejected' ? 'ended' : 'going'
}

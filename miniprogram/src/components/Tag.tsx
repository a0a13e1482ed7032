import { Line } from './elements.tsx'

export type Tone = 'wait' | 'going' | 'done' | 'ended' | 'emergency'

/** A state in one word; shape and colour say the same. `wait`: somebody has to act. `emergency`: danger only. */
export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return <Line className={`state state-${tone}`}>{children}</Line>
}

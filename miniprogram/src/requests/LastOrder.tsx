import type { LastOrder as Order } from '../api/routes.ts'
import { Box } from '../components/elements.tsx'
import { Choice } from '../components/Choice.tsx'
import { likeLast } from './formDraft.ts'
import type { FormDraft } from './formDraft.ts'
import { sayWanted } from './sayDraft.ts'
import { requestWords as words } from './words.ts'

export interface LastOrderProps {
  draft: FormDraft
  last: Order
  onChange(part: Partial<FormDraft>): void
}

const SAME = 'same'

/** What was asked for the last time, all of it by one tap; another tap takes it back. */
export function LastOrder({ draft, last, onChange }: LastOrderProps) {
  const like = likeLast(last)
  const chosen = JSON.stringify(pick(draft)) === JSON.stringify(like)
  return (
    <Box className="last-order">
      <Choice
        label={words.lastTime}
        quietLabel
        look="chips"
        options={[{ value: SAME, word: words.sameAsLast(sayWanted({ ...draft, ...like })) }]}
        chosen={chosen ? [SAME] : []}
        onChoose={() => onChange(chosen ? { items: [], note: '', phrases: [], budget: '' } : like)}
      />
    </Box>
  )
}

const pick = ({ items, note, phrases, budget }: FormDraft) => ({ items, note, phrases, budget })

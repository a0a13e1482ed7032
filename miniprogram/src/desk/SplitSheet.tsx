import { useState } from 'react'
import type { BoardRequest, RequestCard } from '../api/routes/desk.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { freshen } from './freshen.ts'
import { words } from './words.ts'

export interface SplitSheetProps {
  card: RequestCard
  onMoved(moved: BoardRequest): void
  onClose(): void
}

/** Who does what of one request: a shop has the goods ready, a worker does what is sensitive, somebody carries the rest. */
export function SplitSheet({ card: { request, split }, onMoved, onClose }: SplitSheetProps) {
  const [goods, setGoods] = useState(split?.goods === true)
  const [matter, setMatter] = useState('')
  const act = useAct('splitRequest', onMoved)
  const sensitive = matter.trim()
  const isNothing = !goods && sensitive.length < 2
  const go = () => {
    if (act.error !== undefined) freshen()
    const parts = { ...(goods && { goods: true as const }), ...(sensitive !== '' && { sensitive }) }
    act.run({ params: { code: request.code }, body: { version: request.version, ...parts } })
  }
  return (
    <Sheet title={`${words.split.title}〔${request.code}〕`} onClose={onClose}>
      <Paragraph className="invitation">{words.split.text}</Paragraph>
      {split?.goods === true ? (
        <Choice
          look="chips"
          label={words.split.shop}
          options={[{ value: 'goods', word: words.split.goods }]}
          chosen={goods ? ['goods'] : []}
          fault={act.faults.goods}
          onChoose={() => setGoods(!goods)}
        />
      ) : null}
      <TextInput
        name="split-matter"
        label={words.split.worker}
        placeholder={words.split.workerHint}
        value={matter}
        maxLength={60}
        fault={act.faults.sensitive}
        onWrite={setMatter}
      />
      {act.error === undefined ? null : <Notice tone="wait" urgent title={act.error} />}
      <Box className="sheet-acts">
        <Button kind="main" disabled={isNothing} busy={act.busy} onTap={go}>
          {words.split.go}
        </Button>
      </Box>
    </Sheet>
  )
}

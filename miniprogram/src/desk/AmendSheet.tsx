import { useState } from 'react'
import type { BoardRequest, RequestCard } from '../api/routes/desk.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { Select } from '../components/Select.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { filledParts } from '../station/address.ts'
import type { FilledAddress } from '../station/address.ts'
import { AddressFields } from '../station/AddressFields.tsx'
import { fenOf, yuanOf } from './entry/money.ts'
import { goodsIn } from './entry/items.ts'
import { ItemsField, WhenField } from './entry/NeedFields.tsx'
import { useDeskRead } from './useDesk.ts'
import { words } from './words.ts'
import { entryWords } from './entry/words.ts'

export interface AmendSheetProps {
  card: RequestCard
  onMoved(moved: BoardRequest): void
  onClose(): void
}

/** A worker corrects what was understood; only what she touched is sent. */
export function AmendSheet({ card, onMoved, onClose }: AmendSheetProps) {
  const { request } = card
  const desk = useDeskRead('readDesk')
  const act = useAct('amendAtDesk', onMoved)
  const [category, setCategory] = useState(request.category)
  const [goods, setGoods] = useState({ items: [...card.items], line: '' })
  const [budget, setBudget] = useState(yuanOf(card.budgetFen))
  const [when, setWhen] = useState(card.when)
  const [address, setAddress] = useState<FilledAddress>({})
  const told = filledParts(address)
  const items = [...goods.items, ...goodsIn(goods.line)]
  const change = {
    ...(category === request.category ? {} : { category }),
    ...(items.length === 0 || same(items, card.items) ? {} : { items }),
    ...(fenOf(budget) === undefined || fenOf(budget) === card.budgetFen ? {} : { budgetFen: fenOf(budget) }),
    ...(when === undefined || same(when, card.when) ? {} : { when }),
    ...(Object.keys(told).length === 0 ? {} : { address: told }),
  }
  const untouched = Object.keys(change).length === 0
  return (
    <Sheet title={`${words.amend.title}〔${request.code}〕`} onClose={onClose}>
      <Paragraph className="invitation">{words.amend.text}</Paragraph>
      <Select
        name="amend-kind"
        label={entryWords.kind}
        placeholder={entryWords.choose}
        value={category}
        fault={act.faults.category}
        options={(Object.keys(words.kinds) as (typeof category)[]).map((value) => ({
          value,
          word: words.kinds[value],
        }))}
        onChoose={(kind) => setCategory(kind)}
      />
      <ItemsField {...goods} faults={act.faults} onItems={(next, line) => setGoods({ items: next, line })} />
      <TextInput
        name="amend-budget"
        label={entryWords.budget}
        kind="digits"
        value={budget}
        maxLength={7}
        fault={act.faults.budgetFen}
        onWrite={setBudget}
      />
      <WhenField when={when} readWord={request.whenWord} onWhen={setWhen} />
      <AddressFields
        onlyListed
        zones={desk.data?.zones}
        address={address}
        faults={act.faults}
        path="address"
        onChange={setAddress}
      />
      {act.error === undefined ? null : <Notice tone="wait" urgent title={act.faults.items ?? act.error} />}
      <Box className="sheet-acts">
        <Button
          kind="main"
          disabled={untouched}
          busy={act.busy}
          onTap={() => act.run({ params: { code: request.code }, body: { version: request.version, ...change } })}
        >
          {untouched ? words.amend.nothing : words.amend.go}
        </Button>
      </Box>
    </Sheet>
  )
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

import { useState } from 'react'
import { Box, Item, Line, List } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { ChosenItem } from './formDraft.ts'
import type { Common } from './words.ts'
import { requestWords as words } from './words.ts'

export interface GoodsPickerProps {
  common: readonly Common[]
  items: readonly ChosenItem[]
  fault?: string
  onChange(items: ChosenItem[]): void
}

/** Counted as one, whatever it is. */
const OWN_UNIT = words.ownUnit
const MOST = 20

/** Goods by a tap each, their amounts by another; what is not there is written. */
export function GoodsPicker({ common, items, fault, onChange }: GoodsPickerProps) {
  const [own, setOwn] = useState('')
  const add = (name: string, unit: string) => {
    const known = items.some((item) => item.name === name)
    if (name !== '' && !known && items.length < MOST) onChange([...items, { name, quantity: 1, unit }])
  }
  const put = (changed: ChosenItem) => onChange(items.map((item) => (item.name === changed.name ? changed : item)))
  const drop = (name: string) => onChange(items.filter((item) => item.name !== name))
  const addOwn = () => {
    add(own.trim(), OWN_UNIT)
    setOwn('')
  }
  return (
    <Box className="goods">
      {common.length === 0 ? null : (
        <Choice
          label={words.goods}
          look="chips"
          options={common.map(({ name }) => ({ value: name, word: name }))}
          chosen={items.map(({ name }) => name)}
          onChoose={(name) =>
            items.some((item) => item.name === name)
              ? drop(name)
              : add(name, common.find((one) => one.name === name)?.unit ?? OWN_UNIT)
          }
        />
      )}
      <Box className="goods-own">
        <TextInput
          name="own-goods"
          label={words.ownGoods}
          placeholder={words.ownGoodsHint}
          value={own}
          maxLength={40}
          fault={fault}
          onWrite={setOwn}
          onSend={addOwn}
        />
        <Button disabled={own.trim() === ''} onTap={addOwn}>
          {words.addGoods}
        </Button>
      </Box>
      {items.length === 0 ? null : (
        <List className="goods-list" label={words.chosenGoods}>
          {items.map((item) => (
            <Amount key={item.name} item={item} onPut={put} onDrop={() => drop(item.name)} />
          ))}
        </List>
      )}
    </Box>
  )
}

function Amount({ item, onPut, onDrop }: { item: ChosenItem; onPut(item: ChosenItem): void; onDrop(): void }) {
  const { name, quantity, unit } = item
  return (
    <Item className="goods-item">
      <Line className="goods-name">{name}</Line>
      <Button
        className="stepper"
        label={quantity > 1 ? words.less(name) : words.take(name)}
        onTap={() => (quantity > 1 ? onPut({ ...item, quantity: quantity - 1 }) : onDrop())}
      >
        −
      </Button>
      <Line className="goods-amount">{words.amount(quantity, unit)}</Line>
      <Button className="stepper" label={words.more(name)} onTap={() => onPut({ ...item, quantity: quantity + 1 })}>
        ＋
      </Button>
    </Item>
  )
}

import { useState } from 'react'
import { Box, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { Faults } from '../api/apiError.ts'
import type { ChosenItem } from './formDraft.ts'
import type { Common } from './words.ts'
import { requestWords as words } from './words.ts'

export interface GoodsPickerProps {
  common: readonly Common[]
  items: readonly ChosenItem[]
  /** By field: `items` for all of them, `items.2.quantity` for one. */
  faults: Faults
  onChange(items: ChosenItem[]): void
}

/** Counted as one, whatever it is. */
const OWN_UNIT = words.ownUnit
const MOST = 20

/** Goods by a tap each, their amounts by another; what is not there is written. */
export function GoodsPicker({ common, items, faults, onChange }: GoodsPickerProps) {
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
          fault={faults.items}
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
          fault={common.length === 0 ? faults.items : undefined}
          onWrite={setOwn}
          onSend={addOwn}
        />
        <Button disabled={own.trim() === ''} onTap={addOwn}>
          {words.addGoods}
        </Button>
      </Box>
      {items.length === 0 ? null : (
        <List className="goods-list" label={words.chosenGoods}>
          {items.map((item, at) => (
            <Amount
              key={item.name}
              item={item}
              fault={faultOf(faults, at)}
              onPut={put}
              onDrop={() => drop(item.name)}
            />
          ))}
        </List>
      )}
    </Box>
  )
}

/** What is wrong with this one: with its name, its amount or its unit. */
function faultOf(faults: Faults, at: number): string | undefined {
  return ['', '.name', '.quantity', '.unit'].map((part) => faults[`items.${at}${part}`]).find(Boolean)
}

interface AmountProps {
  item: ChosenItem
  fault: string | undefined
  onPut(item: ChosenItem): void
  onDrop(): void
}

function Amount({ item, fault, onPut, onDrop }: AmountProps) {
  const { name, quantity, unit } = item
  return (
    <Item className={fault === undefined ? 'goods-item' : 'goods-item is-faulty'}>
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
      {fault === undefined ? null : (
        <Paragraph className="field-note" role="alert">
          {fault}
        </Paragraph>
      )}
    </Item>
  )
}

import { useState } from 'react'
import type { Faults } from '../../api/apiError.ts'
import { Box } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { entryWords } from './words.ts'
import { goodsIn, goodsWord } from './items.ts'
import type { Goods } from './items.ts'
import { whenOf, whensFrom } from './whens.ts'
import type { When, WhenName } from './whens.ts'

export interface ItemsFieldProps {
  items: readonly Goods[]
  /** What stands in the line and is not taken yet. */
  line: string
  faults: Faults
  onItems(items: Goods[], line: string): void
}

/** Goods as chips; a line is taken with Enter, or with whatever button follows. */
export function ItemsField({ items, line, faults, onItems }: ItemsFieldProps) {
  return (
    <Box className="items-field">
      <TextInput
        name="items"
        label={entryWords.items}
        placeholder={entryWords.itemsPlaceholder}
        value={line}
        maxLength={200}
        fault={faults.items}
        onWrite={(next) => onItems([...items], next)}
        onSend={() => onItems([...items, ...goodsIn(line)], '')}
      />
      <Box className="items-taken">
        {items.map((item, i) => (
          <Button
            key={`${goodsWord(item)}${i}`}
            className="item-taken"
            label={entryWords.removeItem(item.name)}
            onTap={() =>
              onItems(
                items.filter((_, at) => at !== i),
                line,
              )
            }
          >
            {`${goodsWord(item)} ×`}
          </Button>
        ))}
      </Box>
    </Box>
  )
}

export interface WhenFieldProps {
  when: When | undefined
  /** How the time is called that was read from a sentence. */
  readWord: string
  onWhen(when: When | undefined): void
}

const READ = 'read'

/** The usual times by one tap, and the one that a sentence named. */
export function WhenField({ when, readWord, onWhen }: WhenFieldProps) {
  const [now] = useState(() => Date.now())
  const [read, setRead] = useState<When>()
  const names = whensFrom(now)
  const named = names.find((name) => JSON.stringify(whenOf(name, now)) === JSON.stringify(when))
  const other = readWord !== '' && when !== undefined && named === undefined ? when : read
  const options: { value: WhenName | typeof READ; word: string }[] = names.map((name) => ({
    value: name,
    word: entryWords.whens[name],
  }))
  return (
    <Choice
      look="chips"
      label={entryWords.when}
      options={other === undefined ? options : [{ value: READ, word: readWord }, ...options]}
      chosen={when === undefined ? [] : [named ?? READ]}
      onChoose={(name) => {
        if (other !== undefined) setRead(other)
        const next = name === READ ? other : whenOf(name, now)
        onWhen(JSON.stringify(next) === JSON.stringify(when) ? undefined : next)
      }}
    />
  )
}

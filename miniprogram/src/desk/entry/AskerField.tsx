import type { Asker } from '../../api/routes/desk.ts'
import type { Faults } from '../../api/apiError.ts'
import { Box, Item, Line, List } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { entryWords } from './words.ts'
import { useKnown } from './useKnown.ts'

export interface AskerFieldProps {
  asker: Asker | undefined
  name: string
  /** Read from the sentence, not typed. */
  named: boolean
  phone: string
  faults: Faults
  onChange(change: { asker?: Asker | undefined; name?: string; named?: boolean; phone?: string }): void
}

/** Whoever stands there: somebody known by a few letters, or a new name with a number. */
export function AskerField({ asker, name, named, phone, faults, onChange }: AskerFieldProps) {
  const known = useKnown(asker === undefined ? name : '', named, (found) => onChange({ asker: found }))
  if (asker !== undefined) {
    return (
      <Box className="asker-known">
        <Line className="field-label">{entryWords.asker}</Line>
        <Box className="asker-line">
          <Line className="asker-name">{asker.name}</Line>
          <Line className="invitation">
            {[
              asker.roleWord,
              asker.place && entryWords.askerHome(asker.place),
              asker.known.phone && entryWords.phoneKnown,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Line>
          <Button kind="quiet" onTap={() => onChange({ asker: undefined, name: '', named: false })}>
            {entryWords.askerChange}
          </Button>
        </Box>
      </Box>
    )
  }
  return (
    <Box className="asker-field">
      <TextInput
        name="asker"
        label={entryWords.asker}
        placeholder={entryWords.askerPlaceholder}
        value={name}
        maxLength={40}
        fault={faults['asker.name'] ?? faults['asker.id']}
        hint={known.items.length > 0 ? entryWords.askerEnter : undefined}
        onWrite={(next) => onChange({ name: next, named: false })}
        onSend={known.takeFirst}
      />
      <List className="askers">
        {known.items.map((one, at) => (
          <Item key={one.id} className="asker-item">
            <Button className={at === 0 ? 'asker is-first' : 'asker'} onTap={() => onChange({ asker: one })}>
              <Line className="asker-name">{one.name}</Line>
              <Line className="invitation">{[one.place, one.roleWord].filter(Boolean).join(' · ')}</Line>
            </Button>
          </Item>
        ))}
      </List>
      <TextInput
        name="asker-phone"
        label={entryWords.phone}
        hint={entryWords.phoneHint}
        kind="phone"
        value={phone}
        maxLength={20}
        fault={faults['asker.phone']}
        onWrite={(next) => onChange({ phone: next })}
      />
    </Box>
  )
}

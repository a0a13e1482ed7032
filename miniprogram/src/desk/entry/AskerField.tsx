import { useEffect, useState } from 'react'
import type { Asker } from '../../api/routes/desk.ts'
import type { Faults } from '../../api/apiError.ts'
import { Box, Item, Line, List } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { useRead } from '../../hooks/useRead.ts'
import { words } from '../words.ts'

export interface AskerFieldProps {
  asker: Asker | undefined
  name: string
  phone: string
  faults: Faults
  onChange(change: { asker?: Asker | undefined; name?: string; phone?: string }): void
}

/** Whoever stands there: somebody known by a few letters, or a new name with a number. */
export function AskerField({ asker, name, phone, faults, onChange }: AskerFieldProps) {
  if (asker !== undefined) {
    return (
      <Box className="asker-known">
        <Line className="field-label">{words.entry.asker}</Line>
        <Box className="asker-line">
          <Line className="asker-name">{asker.name}</Line>
          <Line className="invitation">
            {[
              asker.roleWord,
              asker.place && words.entry.askerHome(asker.place),
              asker.known.phone && words.entry.phoneKnown,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Line>
          <Button kind="quiet" onTap={() => onChange({ asker: undefined, name: '' })}>
            {words.entry.askerChange}
          </Button>
        </Box>
      </Box>
    )
  }
  return (
    <Box className="asker-field">
      <TextInput
        name="asker"
        label={words.entry.asker}
        placeholder={words.entry.askerPlaceholder}
        value={name}
        maxLength={40}
        fault={faults['asker.name'] ?? faults['asker.id']}
        onWrite={(next) => onChange({ name: next })}
      />
      <Known name={name} onKnown={(known) => onChange({ asker: known })} />
      <TextInput
        name="asker-phone"
        label={words.entry.phone}
        hint={words.entry.phoneHint}
        kind="phone"
        value={phone}
        maxLength={20}
        fault={faults['asker.phone']}
        onWrite={(next) => onChange({ phone: next })}
      />
    </Box>
  )
}

const SETTLED_MS = 200

function Known({ name, onKnown }: { name: string; onKnown(asker: Asker): void }) {
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(name.trim()), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [name])
  return q === '' ? null : <KnownBy key={q} q={q} onKnown={onKnown} />
}

function KnownBy({ q, onKnown }: { q: string; onKnown(asker: Asker): void }) {
  const { data } = useRead('findAskers', { query: { q } })
  return (
    <List className="askers">
      {(data?.items ?? []).map((asker) => (
        <Item key={asker.id} className="asker-item">
          <Button className="asker" onTap={() => onKnown(asker)}>
            <Line className="asker-name">{asker.name}</Line>
            <Line className="invitation">{[asker.place, asker.roleWord].filter(Boolean).join(' · ')}</Line>
          </Button>
        </Item>
      ))}
    </List>
  )
}

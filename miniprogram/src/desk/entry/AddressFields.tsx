import type { Desk, Reading } from '../../api/routes/desk.ts'
import type { Faults } from '../../api/apiError.ts'
import { Box } from '../../components/elements.tsx'
import { Select } from '../../components/Select.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { words } from '../words.ts'

export type Address = NonNullable<Reading['address']>

export interface AddressFieldsProps {
  zones: Desk['zones']
  address: Address
  faults: Faults
  onChange(address: Address): void
}

const DOOR = ['unit', 'floor', 'room'] as const

/** Zone and building from the station's map, the door in three short fields. */
export function AddressFields({ zones, address, faults, onChange }: AddressFieldsProps) {
  const { entry } = words
  const buildings = zones.find(({ name }) => name === address.zone)?.buildings ?? []
  const put = (change: Partial<Address>) => onChange(stated({ ...address, ...change }))
  return (
    <Box className="address-fields">
      <Box className="address-place">
        <Select
          name="zone"
          label={entry.zone}
          placeholder={entry.choose}
          value={address.zone}
          fault={faults['address.zone']}
          options={zones.map(({ name, word }) => ({ value: name, word }))}
          onChoose={(zone) => put({ zone, building: undefined })}
        />
        <Select
          name="building"
          label={entry.building}
          placeholder={entry.choose}
          value={buildings.some(({ name }) => name === address.building) ? address.building : undefined}
          fault={faults['address.building']}
          disabled={buildings.length === 0}
          options={buildings.map(({ name, word }) => ({ value: name, word }))}
          onChoose={(building) => put({ building })}
        />
      </Box>
      <Box className="address-door">
        {DOOR.map((part) => (
          <TextInput
            key={part}
            name={part}
            label={entry[part]}
            kind="digits"
            value={address[part] ?? ''}
            maxLength={10}
            fault={faults[`address.${part}`]}
            onWrite={(text) => put({ [part]: text })}
          />
        ))}
      </Box>
    </Box>
  )
}

/** What is empty is not said. */
function stated(address: Address): Address {
  return Object.fromEntries(Object.entries(address).filter(([, part]) => part !== undefined && part !== ''))
}

import type { Faults } from '../api/apiError.ts'
import type { MyStation } from '../api/routes.ts'
import { Box } from '../components/elements.tsx'
import { Select } from '../components/Select.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { FilledAddress } from './address.ts'
import { addressWords as words } from './words.ts'

export interface AddressFieldsProps {
  /** The station's own list; undefined or empty: the place is written by hand. */
  zones: MyStation['zones'] | undefined
  /** Nothing but what stands on the list can be chosen. */
  onlyListed?: boolean
  address: FilledAddress
  faults: Faults
  /** Where the address stands in the body: its faults are found below this name. */
  path: string
  onChange(address: FilledAddress): void
}

/** Stands for an estate that is on no list of the station. */
const ELSEWHERE = ' '

/** Zone and building from the station's own list, the door in three short fields. */
export function AddressFields(props: AddressFieldsProps) {
  const { zones = [], onlyListed = false, address, onChange } = props
  const elsewhere = !onlyListed && (zones.length === 0 || address.place !== undefined)
  return (
    <Box className="address">
      <Box className="address-place">
        {zones.length === 0 && elsewhere ? null : (
          <Select
            name={`${props.path}-zone`}
            label={words.zone}
            placeholder={words.chooseZone}
            options={[
              ...zones.map(({ name, word }) => ({ value: name, word })),
              ...(onlyListed ? [] : [{ value: ELSEWHERE, word: words.elsewhere }]),
            ]}
            value={elsewhere ? ELSEWHERE : address.zone}
            fault={props.faults[`${props.path}.zone`]}
            onChoose={(zone) => onChange(inZone(address, zone))}
          />
        )}
        {elsewhere ? <OwnPlace {...props} /> : <KnownBuilding {...props} />}
      </Box>
      <Box className="address-door">
        {(['unit', 'floor', 'room'] as const).map((part) => (
          <Part key={part} {...props} part={part} label={words[part]} />
        ))}
      </Box>
    </Box>
  )
}

function KnownBuilding({ zones = [], address, faults, path, onChange }: AddressFieldsProps) {
  const buildings = zones.find(({ name }) => name === address.zone)?.buildings ?? []
  return (
    <Select
      name={`${path}-building`}
      label={words.building}
      placeholder={words.chooseBuilding}
      options={buildings.map(({ name, word }) => ({ value: name, word }))}
      value={buildings.some(({ name }) => name === address.building) ? address.building : undefined}
      disabled={buildings.length === 0}
      fault={faults[`${path}.building`]}
      onChoose={(building) => onChange({ ...address, building })}
    />
  )
}

function OwnPlace(props: AddressFieldsProps) {
  return (
    <>
      <Part {...props} part="place" label={words.place} placeholder={words.placeHint} />
      <Part {...props} part="building" label={words.ownBuilding} />
    </>
  )
}

function Part({
  address,
  faults,
  path,
  part,
  label,
  placeholder,
  onChange,
}: AddressFieldsProps & { part: keyof FilledAddress; label: string; placeholder?: string }) {
  return (
    <TextInput
      name={`${path}-${part}`}
      label={label}
      value={address[part] ?? ''}
      placeholder={placeholder}
      maxLength={20}
      fault={faults[`${path}.${part}`]}
      onWrite={(value) => onChange({ ...address, [part]: value })}
    />
  )
}

/** Another zone has other buildings. */
function inZone({ unit, floor, room }: FilledAddress, zone: string): FilledAddress {
  const door = { ...(unit && { unit }), ...(floor && { floor }), ...(room && { room }) }
  return zone === ELSEWHERE ? { ...door, place: '' } : { ...door, zone }
}

import type { Faults } from '../api/apiError.ts'
import type { Me, MyStation } from '../api/routes.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Choice } from '../components/Choice.tsx'
import { AddressFields } from '../station/AddressFields.tsx'
import { whereOf } from './formDraft.ts'
import type { FormDraft } from './formDraft.ts'
import { DoorPhone, OtherName } from './OtherPerson.tsx'
import { requestWords as words } from './words.ts'

export interface WhoAndWhereProps {
  draft: FormDraft
  me: Me
  station: MyStation | undefined
  /** The building was taken from the poster that was scanned. */
  fromPoster: boolean
  /** Something is brought; else somebody comes. */
  brought: boolean
  faults: Faults
  onChange(part: Partial<FormDraft>): void
}

/** For whom, and where that is: what is known is chosen already. */
export function WhoAndWhere(props: WhoAndWhereProps) {
  const { draft, faults, onChange } = props
  return (
    <>
      <Who {...props} />
      {draft.who === 'other' ? (
        <OtherName
          name="who-name"
          value={draft.name}
          fault={faults['who.name']}
          onWrite={(name) => onChange({ name })}
        />
      ) : null}
      <Where {...props} />
      {draft.who === 'me' ? null : (
        <DoorPhone
          name="door-phone"
          value={draft.phone}
          fault={faults.phone}
          onWrite={(phone) => onChange({ phone })}
        />
      )}
    </>
  )
}

const ME = 'me'
const OTHER = 'other'

function Who({ draft, me, faults, onChange }: WhoAndWhereProps) {
  const chosen = draft.who === 'member' ? (draft.memberId ?? ME) : draft.who
  return (
    <Choice
      label={words.who}
      look="chips"
      options={[
        { value: ME, word: words.me },
        ...me.household.map(({ id, relation }) => ({ value: id, word: relation })),
        { value: OTHER, word: words.someoneElse },
      ]}
      chosen={[chosen]}
      fault={faults['who.memberId']}
      onChoose={(value) => {
        if (value === ME || value === OTHER) onChange({ who: value, memberId: undefined, where: undefined })
        else onChange({ who: 'member', memberId: value, where: undefined })
      }}
    />
  )
}

function Where({ draft, me, station, fromPoster, brought, faults, onChange }: WhoAndWhereProps) {
  const where = whereOf(draft, me)
  const member = draft.who === 'member' ? me.household.find(({ id }) => id === draft.memberId) : undefined
  const options = [
    ...(me.address ? [{ value: 'home' as const, word: words.homePlain }] : []),
    ...(member ? [{ value: 'member' as const, word: words.theirHome(member.relation) }] : []),
    { value: 'other' as const, word: words.elsewhere },
  ]
  return (
    <Box className="where">
      <Choice
        label={brought ? words.where : words.whereService}
        look="chips"
        options={options}
        chosen={[where]}
        fault={faults['where.kind']}
        onChoose={(value) => onChange({ where: value })}
      />
      {where === 'other' && fromPoster ? <Paragraph className="invitation">{words.fromPoster}</Paragraph> : null}
      {where === 'other' ? (
        <AddressFields
          zones={station?.zones}
          address={draft.address}
          faults={faults}
          path="where.address"
          onChange={(address) => onChange({ address })}
        />
      ) : null}
    </Box>
  )
}

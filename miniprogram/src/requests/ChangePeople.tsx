import type { Faults } from '../api/apiError.ts'
import type { Me, MyRequest } from '../api/routes.ts'
import { Choice } from '../components/Choice.tsx'
import { Paragraph } from '../components/elements.tsx'
import { homeOf, ME, OTHER, SAME } from './changeDraft.ts'
import type { ChangeDraft } from './changeDraft.ts'
import { DoorPhone, OtherName } from './OtherPerson.tsx'
import { WhoComes } from './WhoComes.tsx'
import { requestWords as words } from './words.ts'

interface ChangePeopleProps {
  request: MyRequest
  draft: ChangeDraft
  faults: Faults
  onChange(part: Partial<ChangeDraft>): void
}

/** For whom it is; a home on record goes with the person. */
export function ChangeWho({ request, draft, me, faults, onChange }: ChangePeopleProps & { me: Me | undefined }) {
  const { who, address } = draft
  const relatives = (me?.household ?? []).filter(({ relation }) => relation !== request.beneficiary)
  const options = [
    { value: SAME, word: words.asItIs(request.beneficiary ?? words.me) },
    ...(request.beneficiary === undefined ? [] : [{ value: ME, word: words.me }]),
    ...relatives.map(({ id, relation }) => ({ value: id, word: relation })),
    { value: OTHER, word: words.someoneElse },
  ]
  const movesHome = who !== SAME && address === undefined && homeOf(who, me) !== undefined
  return (
    <>
      <Choice
        label={words.who}
        look="chips"
        options={options}
        chosen={[who]}
        fault={faults['who.memberId'] ?? faults['where.kind']}
        onChoose={(value) => onChange({ who: value })}
      />
      {movesHome ? (
        <Paragraph className="invitation">
          {words.goesHome(who === ME ? words.homePlain : words.theirHome(nameOf(who, me)))}
        </Paragraph>
      ) : null}
      {who === OTHER ? (
        <OtherName
          name="new-name"
          value={draft.name}
          fault={faults['who.name']}
          onWrite={(name) => onChange({ name })}
        />
      ) : null}
      {who === SAME || who === ME ? null : (
        <DoorPhone name="new-phone" value={draft.phone} fault={faults.phone} onWrite={(phone) => onChange({ phone })} />
      )}
    </>
  )
}

/** How many and whom one wishes for, as long as nobody has said yes to it as it was. */
export function ChangeHelpers({ request, draft, faults, onChange }: ChangePeopleProps) {
  if (!request.abilities.chooseHelpers || request.goods) return null
  return <WhoComes chosen={draft} faults={faults} onChange={onChange} />
}

const nameOf = (who: string, me: Me | undefined) => me?.household.find(({ id }) => id === who)?.relation ?? ''

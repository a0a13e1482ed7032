import { useState } from 'react'
import { Choice } from '../components/Choice.tsx'
import { Paragraph } from '../components/elements.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { filledParts } from '../station/address.ts'
import { AddressFields } from '../station/AddressFields.tsx'
import type { OwnSheetProps } from './OwnSheets.tsx'
import { SaveSheet } from './SaveSheet.tsx'
import { meWords as words, relations } from './words.ts'

/** Somebody of the family: a new one, or one who is known, by id. */
export function MemberSheet({ me, memberId, onMe, ...rest }: OwnSheetProps & { memberId: string | undefined }) {
  const known = me.household.find(({ id }) => id === memberId)
  const [relation, setRelation] = useState(known?.relation ?? '')
  const [name, setName] = useState(known?.name ?? '')
  const [home, setHome] = useState(known?.address)
  const station = useRead('readMyStation')
  const add = useAct('addMyMember', onMe)
  const change = useAct('changeMyMember', onMe)
  const remove = useAct('removeMyMember', onMe)
  const save = known ? change : add
  const params: Record<string, string> = known ? { memberId: known.id } : {}
  const body = {
    version: me.version,
    relation,
    name: name.trim() === '' ? relation : name,
    ...(home ? { home: filledParts(home) } : {}),
  }
  return (
    <SaveSheet
      {...rest}
      title={known ? words.changeMember(known.relation) : words.addMember}
      acts={[add, change, remove]}
      onSave={() => save.run({ params, body })}
      forgetWord={words.removeMember}
      onForget={known ? () => remove.run({ params }) : undefined}
    >
      <Choice
        label={words.relation}
        look="chips"
        options={relations.map((word) => ({ value: word, word }))}
        chosen={relations.filter((word) => word === relation)}
        onChoose={setRelation}
      />
      <TextInput
        name="relation"
        label={words.ownRelation}
        value={relation}
        maxLength={10}
        fault={save.faults.relation}
        onWrite={setRelation}
      />
      <TextInput
        name="member-name"
        label={words.memberName}
        placeholder={words.memberNameHint}
        value={name}
        maxLength={20}
        fault={save.faults.name}
        onWrite={setName}
      />
      <Choice
        label={words.home}
        quietLabel
        look="chips"
        options={[
          { value: 'here', word: words.livesHere },
          { value: 'elsewhere', word: words.livesElsewhere },
        ]}
        chosen={[home || known?.homeKnown ? 'elsewhere' : 'here']}
        onChoose={(value) => setHome(value === 'elsewhere' ? (home ?? {}) : undefined)}
      />
      {known?.homeKnown && !home ? <Paragraph className="field-note">{words.homeOnRecord}</Paragraph> : null}
      {home ? (
        <AddressFields zones={station.data?.zones} address={home} faults={save.faults} path="home" onChange={setHome} />
      ) : null}
    </SaveSheet>
  )
}

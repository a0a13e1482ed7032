import type { Group } from '@yimin/shared/language/frame'
import { useState } from 'react'
import type { Me } from '../api/routes.ts'
import { Choice, toggled } from '../components/Choice.tsx'
import { Paragraph } from '../components/elements.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { filledParts } from '../station/address.ts'
import { AddressFields } from '../station/AddressFields.tsx'
import { SaveSheet } from './SaveSheet.tsx'
import { groupWords, meWords as words } from './words.ts'

export interface OwnSheetProps {
  me: Me
  onMe(me: Me): void
  onStale(): void
  onClose(): void
}

export function NameSheet({ me, onMe, ...rest }: OwnSheetProps) {
  const [name, setName] = useState(me.name)
  const save = useAct('changeMyName', onMe)
  const run = () => save.run({ body: { version: me.version, name } })
  return (
    <SaveSheet {...rest} title={words.changeName} acts={[save]} onSave={run}>
      <TextInput
        name="name"
        label={words.name}
        value={name}
        maxLength={20}
        fault={save.faults.name}
        onWrite={setName}
        onSend={run}
      />
    </SaveSheet>
  )
}

export function PhoneSheet({ me, onMe, ...rest }: OwnSheetProps) {
  const [phone, setPhone] = useState(me.phone ?? '')
  const save = useAct('changeMyPhone', onMe)
  const forget = useAct('forgetMyPhone', onMe)
  const run = () => save.run({ body: { version: me.version, phone } })
  return (
    <SaveSheet
      {...rest}
      title={me.phone ? words.changePhone : words.addPhone}
      acts={[save, forget]}
      onSave={run}
      onForget={me.phone ? () => forget.run() : undefined}
    >
      <TextInput
        name="phone"
        kind="phone"
        label={words.phone}
        hint={words.phoneHint}
        value={phone}
        maxLength={20}
        fault={save.faults.phone}
        onWrite={setPhone}
        onSend={run}
      />
    </SaveSheet>
  )
}

export function HomeSheet({ me, onMe, ...rest }: OwnSheetProps) {
  const [home, setHome] = useState(me.address ?? {})
  const station = useRead('readMyStation')
  const save = useAct('changeMyHome', onMe)
  const forget = useAct('forgetMyHome', onMe)
  return (
    <SaveSheet
      {...rest}
      title={me.address ? words.changeHome : words.addHome}
      acts={[save, forget]}
      onSave={() => save.run({ body: { version: me.version, home: filledParts(home) } })}
      onForget={me.address ? () => forget.run() : undefined}
    >
      <Paragraph className="invitation">{words.homeHint}</Paragraph>
      <AddressFields zones={station.data?.zones} address={home} faults={save.faults} path="home" onChange={setHome} />
    </SaveSheet>
  )
}

export function GroupsSheet({ me, onMe, ...rest }: OwnSheetProps) {
  const [groups, setGroups] = useState<readonly Group[]>(me.groups ?? [])
  const save = useAct('changeMyGroups', onMe)
  return (
    <SaveSheet
      {...rest}
      title={words.changeGroups}
      acts={[save]}
      onSave={() => save.run({ body: { version: me.version, groups } })}
    >
      <Choice
        label={words.groups}
        quietLabel
        look="chips"
        options={(Object.keys(groupWords) as Group[]).map((value) => ({ value, word: groupWords[value] }))}
        chosen={groups}
        fault={save.faults.groups}
        onChoose={(group) => setGroups(toggled(groups, group))}
      />
      <Paragraph className="invitation">{words.groupsHint}</Paragraph>
    </SaveSheet>
  )
}

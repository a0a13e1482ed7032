import type { FormKind } from '@yimin/shared/myRequests/contract'
import { useState } from 'react'
import { Bar } from '../../../components/Bar.tsx'
import { Button } from '../../../components/Button.tsx'
import { Choice } from '../../../components/Choice.tsx'
import { Box, Paragraph } from '../../../components/elements.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { useAct } from '../../../hooks/useAct.ts'
import { useFirstFault } from '../../../hooks/useFirstFault.ts'
import { useRead } from '../../../hooks/useRead.ts'
import { keep, kept } from '../../../session/keep.ts'
import { useSignedIn } from '../../../session/SessionProvider.tsx'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { CallButton } from '../../../station/CallButton.tsx'
import { bodyOf, emptyForm } from '../../formDraft.ts'
import type { FormDraft } from '../../formDraft.ts'
import { FormDetails } from '../../FormDetails.tsx'
import { goOnToOne } from '../../links.ts'
import { Answer } from '../../Answer.tsx'
import { kindWords, requestWords as words, tiles } from '../../words.ts'

/** Asking without writing: large tiles first, then what, when, for whom and where, with what is known chosen already. */
export default function FormPage() {
  return (
    <SignedIn place="ask" title={words.formTitle}>
      <Form />
    </SignedIn>
  )
}

function Form() {
  const { hello } = useSignedIn()
  const me = useRead('readMe')
  const station = useRead('readMyStation')
  const [draft, setDraft] = useState<FormDraft>(() => kept('form') ?? emptyForm(new Date().getHours()))
  const [told, setTold] = useState<string>()
  const change = (part: Partial<FormDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keep('form', next)
    ask.clear()
  }
  const ask = useAct('askByForm', ({ reply, request, known }) => {
    keep('form', undefined)
    // What came of it stands on its own page; a refusal or a call for help is read here.
    if (request !== undefined && request.status !== 'rejected') return goOnToOne(request.code, known)
    setDraft(emptyForm(new Date().getHours()))
    setTold(reply)
  })
  useFirstFault(ask.faults)
  const tile = tiles.find(({ value }) => value === draft.tile)
  if (told !== undefined) {
    return (
      <Box className="narrow">
        <Answer text={told} />
        <Button kind="strong" onTap={() => setTold(undefined)}>
          {words.askAgain}
        </Button>
        <CallButton station={hello.station} />
      </Box>
    )
  }
  if (tile === undefined) return <Tiles onChoose={(chosen) => change(begun(chosen))} />
  const kind = draft.kind
  return (
    <Box className="narrow form">
      <Box className="chosen-kind">
        <Paragraph className="section-title">{tile.word}</Paragraph>
        <Button kind="quiet" onTap={() => change({ tile: undefined, kind: undefined, items: [], phrases: [] })}>
          {words.otherHelp}
        </Button>
      </Box>
      <Which kinds={tile.kinds} chosen={kind} fault={ask.faults.kind} onChoose={(next) => change(kindOf(next))} />
      <ReadNotice
        state={me.state}
        known={me.data !== undefined}
        gone={{ title: words.goneTitle, text: words.goneText }}
        onRetry={me.refresh}
      />
      {kind !== undefined && me.data !== undefined ? (
        <>
          <FormDetails
            draft={draft}
            kind={kind}
            me={me.data}
            station={station.data}
            faults={ask.faults}
            onChange={change}
          />
          {ask.error === undefined ? null : (
            <Paragraph className="card-error" role="alert">
              {ask.error}
            </Paragraph>
          )}
          <Paragraph className="invitation">{words.keptHere}</Paragraph>
          <Bar>
            <CallButton station={hello.station} short />
            <Button
              kind="main"
              className="bar-main"
              busy={ask.busy}
              onTap={() => me.data && ask.run({ body: { ...bodyOf(draft, kind, me.data) } })}
            >
              {ask.busy ? words.sending : words.send}
            </Button>
          </Bar>
        </>
      ) : null}
    </Box>
  )
}

function Tiles({ onChoose }: { onChoose(tile: string): void }) {
  return (
    <Box className="narrow">
      <Choice label={words.whatHelp} options={tiles} chosen={[]} onChoose={onChoose} />
    </Box>
  )
}

function begun(tile: string): Partial<FormDraft> {
  const kinds = tiles.find(({ value }) => value === tile)?.kinds ?? []
  return { tile, items: [], phrases: [], ...(kinds.length === 1 && kinds[0] ? kindOf(kinds[0]) : { kind: undefined }) }
}

/** Who goes along to a hospital goes in the morning, and on another day. */
function kindOf(kind: FormKind): Partial<FormDraft> {
  return { kind, phrases: [], ...(kind === 'escort' ? { time: { choice: 'tomorrow_morning' } } : {}) }
}

interface WhichProps {
  kinds: readonly FormKind[]
  chosen: FormKind | undefined
  fault?: string
  onChoose(kind: FormKind): void
}

function Which({ kinds, chosen, fault, onChoose }: WhichProps) {
  if (kinds.length < 2) return null
  return (
    <Choice
      label={words.whichOne}
      options={kinds.map((value) => ({ value, word: kindWords[value] }))}
      chosen={chosen === undefined ? [] : [chosen]}
      fault={fault}
      onChoose={onChoose}
    />
  )
}

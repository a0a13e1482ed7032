import { useState } from 'react'
import type { ReactNode } from 'react'
import type { HelperTerms } from '../../../api/routes.ts'
import { Bar } from '../../../components/Bar.tsx'
import { Box, Heading, Paragraph } from '../../../components/elements.tsx'
import { Button } from '../../../components/Button.tsx'
import { Choice, toggled } from '../../../components/Choice.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { useAct } from '../../../hooks/useAct.ts'
import { useRead } from '../../../hooks/useRead.ts'
import { useSignedIn } from '../../../session/SessionProvider.tsx'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { words } from '../../../words.ts'
import { HoursEditor } from '../../HoursEditor.tsx'
import { pauseUntil } from '../../hours.ts'
import type { PauseChoice, Span } from '../../hours.ts'
import { dispatchWords } from '../../words.ts'
import '../../../styles/dispatch.scss'

/** What I offer: skills, zones, free hours, and a rest when I need one. */
export default function TermsPage() {
  return (
    <SignedIn place="helping" title={dispatchWords.titles.terms}>
      <Terms />
    </SignedIn>
  )
}

function Terms() {
  const { data, state, refresh, put } = useRead('readHelperTerms')
  const [saved, setSaved] = useState(false)
  const keepSaved = (terms: HelperTerms) => {
    put(terms)
    setSaved(true)
  }
  return (
    <Box className="narrow">
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      {data === undefined ? null : (
        <TermsForm
          key={data.terms.version}
          known={data}
          saved={saved}
          onSaved={keepSaved}
          onTouch={() => setSaved(false)}
          onStale={refresh}
        />
      )}
    </Box>
  )
}

interface Draft {
  skills: string[]
  zones: string[]
  freeHours: Span[]
  pause: PauseChoice
  gender: string | undefined
  languages: string[]
}

function draftOf({ terms }: HelperTerms): Draft {
  const { skills, zones, freeHours, pausedUntil, gender, languages = [] } = terms
  return { skills, zones, freeHours, gender, languages, pause: pausedUntil === undefined ? 'none' : 'kept' }
}

/** The whole of it as the server takes it, on the version that was seen. */
function bodyOf(
  { pause, gender, languages, ...chosen }: Draft,
  { terms: { pausedUntil, version } }: HelperTerms,
): Record<string, unknown> {
  const ofMyself = { ...(gender === undefined ? {} : { gender }), ...(languages.length === 0 ? {} : { languages }) }
  const terms = { ...chosen, ...ofMyself, version }
  if (pause === 'none') return terms
  return { ...terms, pausedUntil: pause === 'kept' ? pausedUntil : pauseUntil(pause, Date.now()) }
}

interface TermsFormProps {
  known: HelperTerms
  saved: boolean
  onSaved(saved: HelperTerms): void
  onTouch(): void
  /** Somebody else changed them: what is shown is old. */
  onStale(): void
}

function TermsForm({ known, saved, onSaved, onTouch, onStale }: TermsFormProps) {
  const { me } = useSignedIn()
  const [draft, setDraft] = useState(() => draftOf(known))
  const save = useAct('saveHelperTerms', onSaved)
  const change = (parts: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...parts }))
    onTouch()
    save.clear()
  }
  const { choices, paused } = known
  const faultOf = (field: string) => Object.entries(save.faults).find(([path]) => path.startsWith(field))?.[1]
  const pauses = [
    ...(paused === undefined ? [] : [{ value: 'kept' as const, word: dispatchWords.pauseKept }]),
    ...(['none', 'morning', 'week', 'month'] as const).map((value) => ({ value, word: dispatchWords.pauses[value] })),
  ]
  return (
    <>
      <Section title={dispatchWords.pause} hint={paused}>
        <Choice
          look="chips"
          quietLabel
          label={dispatchWords.pause}
          options={pauses}
          chosen={[draft.pause]}
          fault={faultOf('pausedUntil')}
          onChoose={(pause) => change({ pause })}
        />
      </Section>
      <Section
        title={dispatchWords.skills}
        hint={me.role === 'enterprise' ? dispatchWords.skillsHintShop : dispatchWords.skillsHint}
      >
        <Choice
          look="chips"
          quietLabel
          label={dispatchWords.skills}
          options={choices.skills}
          chosen={draft.skills}
          fault={faultOf('skills')}
          onChoose={(skill) => change({ skills: toggled(draft.skills, skill) })}
        />
      </Section>
      {choices.zones.length === 0 ? null : (
        <Section title={dispatchWords.zones} hint={dispatchWords.zonesHint}>
          <Choice
            look="chips"
            quietLabel
            label={dispatchWords.zones}
            options={choices.zones}
            chosen={draft.zones}
            fault={faultOf('zones')}
            onChoose={(zone) => change({ zones: toggled(draft.zones, zone) })}
          />
        </Section>
      )}
      <Section title={dispatchWords.myself} hint={dispatchWords.myselfHint}>
        <Choice
          look="chips"
          label={dispatchWords.gender}
          options={choices.genders}
          chosen={draft.gender === undefined ? [] : [draft.gender]}
          fault={faultOf('gender')}
          onChoose={(gender) => change({ gender: gender === draft.gender ? undefined : gender })}
        />
        <Choice
          look="chips"
          label={dispatchWords.languages}
          options={choices.languages}
          chosen={draft.languages}
          fault={faultOf('languages')}
          onChoose={(language) => change({ languages: toggled(draft.languages, language) })}
        />
      </Section>
      <Section title={dispatchWords.hours} hint={dispatchWords.hoursHint}>
        <HoursEditor spans={draft.freeHours} faults={save.faults} onChange={(freeHours) => change({ freeHours })} />
      </Section>
      <Box live>{saved ? <Notice title={words.saved} /> : null}</Box>
      {save.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {save.error}
        </Paragraph>
      )}
      {save.failure === 'conflict' ? <Button onTap={onStale}>{dispatchWords.seeNewest}</Button> : null}
      <Bar>
        <Button
          kind="main"
          className="bar-main"
          busy={save.busy}
          onTap={() => save.run({ body: bodyOf(draft, known) })}
        >
          {dispatchWords.save}
        </Button>
      </Bar>
    </>
  )
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Box className="terms-section">
      <Heading className="section-title">{title}</Heading>
      {hint === undefined ? null : <Paragraph className="invitation">{hint}</Paragraph>}
      {children}
    </Box>
  )
}

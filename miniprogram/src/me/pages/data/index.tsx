import { useState } from 'react'
import type { MyData } from '../../../api/routes.ts'
import { Button } from '../../../components/Button.tsx'
import { Card } from '../../../components/Card.tsx'
import { Box, Heading, List, Paragraph } from '../../../components/elements.tsx'
import { Facts } from '../../../components/Facts.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { MyConsents } from '../../../consent/MyConsents.tsx'
import { useRead } from '../../../hooks/useRead.ts'
import { goTo } from '../../../session/places.ts'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { Devices } from '../../Devices.tsx'
import { EraseSheet } from '../../EraseSheet.tsx'
import { Readers } from '../../Readers.tsx'
import { TakeAway } from '../../TakeAway.tsx'
import { sayTime } from '../../time.ts'
import { meWords as words } from '../../words.ts'

/** Everything that the station keeps of me: seen, taken away, corrected, erased. */
export default function DataPage() {
  return (
    <SignedIn place="me" title={words.dataTitle}>
      <Data />
    </SignedIn>
  )
}

function Data() {
  const { data, state, refresh } = useRead('readMyData')
  const [erasing, setErasing] = useState(false)
  return (
    <Box className="narrow data">
      <ReadNotice state={state} known={data !== undefined} gone={words.gone} onRetry={refresh} />
      {data === undefined ? null : <Sections data={data} />}
      <MyConsents onChanged={refresh} />
      <Readers />
      <Devices />
      {data === undefined ? null : <TakeAway data={data} />}
      <Button onTap={() => goTo('me')}>{words.correct}</Button>
      <Button kind="quiet" onTap={() => setErasing(true)}>
        {words.erase}
      </Button>
      {erasing ? <EraseSheet onClose={() => setErasing(false)} /> : null}
    </Box>
  )
}

function Sections({ data }: { data: MyData }) {
  return (
    <>
      <Paragraph className="invitation">{words.dataIntro(data.station)}</Paragraph>
      {data.sections.map((section) => (
        <Section key={section.key} section={section} />
      ))}
    </>
  )
}

/** More than these are behind a button: the newest are what a person looks for. */
const SHOWN = 3

function Section({ section }: { section: MyData['sections'][number] }) {
  const [all, setAll] = useState(false)
  const { title, why, entries, leftOut } = section
  const shown = all ? entries : entries.slice(0, SHOWN)
  return (
    <Box className="data-section">
      <Heading className="section-title">{title}</Heading>
      <Paragraph className="invitation">{why}</Paragraph>
      <List className="list">
        {shown.map((entry, i) => (
          <Card key={`${entry.at ?? ''}-${i}`} listed>
            <Paragraph className="data-title">
              {[entry.title, entry.at && sayTime(entry.at)].filter(Boolean).join(' · ')}
            </Paragraph>
            <Facts facts={entry.facts.map(({ name, value }) => [name, value] as const)} />
          </Card>
        ))}
      </List>
      {shown.length < entries.length ? (
        <Button onTap={() => setAll(true)}>{words.seeAll(entries.length)}</Button>
      ) : null}
      {leftOut > 0 ? <Paragraph className="invitation">{words.leftOut(leftOut)}</Paragraph> : null}
    </Box>
  )
}

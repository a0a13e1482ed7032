import { useState } from 'react'
import type { Ladders } from '../../api/routes/desk.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Box, Heading, Item, List, Paragraph } from '../../components/elements.tsx'
import { Notice } from '../../components/Notice.tsx'
import { ReadNotice } from '../../components/ReadNotice.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { useAct } from '../../hooks/useAct.ts'
import { useRead } from '../../hooks/useRead.ts'
import { HabitsForm } from './HabitsForm.tsx'
import { LadderForm } from './LadderForm.tsx'
import { ladderWords } from './words.ts'
import '../../styles/desk.scss'

const EVERY_MS = 60_000

/** All ladders of the station in plain sentences; whoever answers for it changes one at a time. */
export function LadderBoard() {
  const { data, state, refresh, put } = useRead('readLadders', {}, EVERY_MS)
  const [changing, setChanging] = useState<string>()
  const notice = <ReadNotice state={state} known={data !== undefined} gone={ladderWords.gone} onRetry={refresh} />
  if (data === undefined || state === 'gone') return notice
  const open = data.items.find(({ name }) => name === changing)
  if (open)
    return (
      <LadderForm
        key={open.name}
        ladder={open}
        version={data.version}
        onStale={refresh}
        onStop={() => setChanging(undefined)}
        onSaved={(saved) => {
          put(saved)
          setChanging(undefined)
        }}
      />
    )
  return (
    <Box className="columns">
      <Box className="column">
        {notice}
        <Notice>{ladderWords.about}</Notice>
        <QuietHours key={data.version} ladders={data} onSaved={put} />
        <HabitsForm key={`habits ${data.version}`} ladders={data} onSaved={put} onStale={refresh} />
      </Box>
      <Box className="column">
        {data.items.map((ladder) => (
          <Card key={ladder.name} label={ladder.word}>
            <Heading className="section-title">{ladder.word}</Heading>
            <List className="changes">
              {ladder.sentences.map((sentence, i) => (
                <Item key={`${i} ${sentence}`} className="change">
                  {sentence}
                </Item>
              ))}
            </List>
            {ladder.savedBy === undefined || ladder.savedAt === undefined ? null : (
              <Paragraph className="field-note">
                {ladderWords.saved(ladder.savedBy, ladder.savedAt.slice(0, 10))}
              </Paragraph>
            )}
            {data.abilities.change ? (
              <Button label={ladderWords.changeLabel(ladder.word)} onTap={() => setChanging(ladder.name)}>
                {ladderWords.change}
              </Button>
            ) : null}
          </Card>
        ))}
      </Box>
    </Box>
  )
}

function QuietHours({ ladders, onSaved }: { ladders: Ladders; onSaved(saved: Ladders): void }) {
  const { quietHours, version, abilities } = ladders
  const [from, setFrom] = useState(quietHours?.from ?? '22:00')
  const [to, setTo] = useState(quietHours?.to ?? '07:00')
  const act = useAct('saveQuietHours', onSaved)
  return (
    <Card label={ladderWords.quiet}>
      <Heading className="section-title">{ladderWords.quiet}</Heading>
      <Paragraph className="invitation">
        {quietHours ? ladderWords.quietIs(quietHours.from, quietHours.to) : ladderWords.noQuiet}
      </Paragraph>
      {abilities.change ? (
        <>
          <Box className="office-pair">
            <TextInput
              name="quiet-from"
              label={ladderWords.from}
              value={from}
              maxLength={5}
              hint={ladderWords.clockHint}
              fault={act.faults['quietHours.from']}
              onWrite={setFrom}
            />
            <TextInput
              name="quiet-to"
              label={ladderWords.to}
              value={to}
              maxLength={5}
              hint={ladderWords.clockHint}
              fault={act.faults['quietHours.to']}
              onWrite={setTo}
            />
          </Box>
          {act.error === undefined ? null : <Notice tone="wait" urgent title={act.error} />}
          <Box className="acts">
            <Button
              kind="strong"
              busy={act.busy}
              onTap={() => act.run({ body: { version, quietHours: { from, to } } })}
            >
              {ladderWords.saveQuiet}
            </Button>
            {quietHours === null ? null : (
              <Button busy={act.busy} onTap={() => act.run({ body: { version, quietHours: null } })}>
                {ladderWords.dropQuiet}
              </Button>
            )}
          </Box>
        </>
      ) : null}
    </Card>
  )
}

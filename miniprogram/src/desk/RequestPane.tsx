import type { BoardRequest, RequestCard, RequestFile as File } from '../api/routes/desk.ts'
import { Box, Heading, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Dots } from '../components/Dots.tsx'
import { Facts } from '../components/Facts.tsx'
import { Notice } from '../components/Notice.tsx'
import { Tag } from '../components/Tag.tsx'
import { useExpected } from '../hooks/useExpected.ts'
import { openPage } from '../session/places.ts'
import { DECISIONS } from './decisions.ts'
import type { DecisionName, OpenSheet } from './decisions.ts'
import { Parts } from './Parts.tsx'
import { RequestFile } from './RequestFile.tsx'
import { Seats } from './Seats.tsx'
import { clockWord, dueWord } from './time.ts'
import { courseOf, toneOf } from './tones.ts'
import { words } from './words.ts'

export interface RequestPaneProps {
  card: RequestCard
  file: File | undefined
  now: number
  /** Already in my own hands. */
  mine: boolean
  owning: { busy: boolean; error: string | undefined; run(): void }
  onSheet(sheet: OpenSheet): void
  onHideFile(): void
  onMoved(moved: BoardRequest): void
}

/** One request: where it stands, why it is doubted, what may be done, and its whole history. */
export function RequestPane({ card, file, now, mine, owning, onSheet, onHideFile, onMoved }: RequestPaneProps) {
  const { request } = card
  const shown = useExpected(request)
  return (
    <Box className="request-pane" focusable role="region" label={request.code}>
      <Box className="request-head">
        <Heading className="pane-title">
          {request.summary} <Line className="request-code">{`〔${request.code}〕`}</Line>
        </Heading>
        <Tag tone={toneOf(shown)}>{shown.statusWord}</Tag>
      </Box>
      <Dots step={shown.step} course={courseOf(shown)} stateWord={shown.statusWord} unconfirmed={shown.unconfirmed} />
      {request.swapWord === undefined ? null : <Tag tone="wait">{request.swapWord}</Tag>}
      <Doubts request={request} />
      {file === undefined ? null : <RequestFile file={file} onHide={onHideFile} />}
      <Facts facts={factsOf(request, now)} />
      <Parts parts={card.parts} partOf={card.partOf} />
      <Seats key={request.code} card={card} onMoved={onMoved} />
      <Acts card={card} opened={file !== undefined} mine={mine} owning={owning} onSheet={onSheet} />
      <History history={card.history} now={now} />
    </Box>
  )
}

function Doubts({ request }: { request: BoardRequest }) {
  if (request.reviewReasons.length === 0 || !request.abilities.approve) return null
  return (
    <Notice tone="wait" title={words.doubts}>
      {request.reviewReasons.join('、')}
    </Notice>
  )
}

function factsOf(request: BoardRequest, now: number) {
  const { facts } = words
  return [
    [facts.requester, request.requester.name],
    [facts.beneficiary, request.beneficiary],
    [facts.place, request.place],
    [facts.when, request.whenWord],
    [facts.missing, request.missing.join('、')],
    [facts.notDone, request.notDone === '' ? words.noReason : request.notDone],
    [facts.helper, [request.assignee, ...(request.companions ?? [])].flatMap((one) => one?.name ?? []).join('、')],
    [facts.wish, request.wishWord],
    [facts.repeats, request.repeatsWord],
    [facts.seats, request.helpersNeeded === undefined ? undefined : words.seats(request.helpersNeeded)],
    [facts.promised, request.promisedAt && clockWord(request.promisedAt, now)],
    [facts.handover, request.handoverWord],
    [facts.owner, request.owner.name],
    [facts.due, request.dueAt && dueWord(request.dueAt, now)],
    [facts.kind, request.kindWord],
    [facts.channel, request.channelWord],
    [facts.at, clockWord(request.createdAt, now)],
  ] as const
}

type ActsProps = Pick<RequestPaneProps, 'mine' | 'owning' | 'onSheet'> & { card: RequestCard; opened: boolean }

/** In the order of use: the first one that may be done is the strong one. */
function Acts({ card: { request, repeat, split }, opened, mine, owning, onSheet }: ActsProps) {
  const may = request.abilities
  const decisions = (Object.keys(DECISIONS) as DecisionName[]).filter((name) => may[name])
  const first = may.approve ? 'approve' : may.assign && request.status !== 'accepted' ? 'assign' : undefined
  const button = (name: OpenSheet & keyof typeof words.acts, key: string) => (
    <Button
      key={name}
      kind={name === first ? 'strong' : 'plain'}
      label={words.keyLabel(words.acts[name], key.toUpperCase())}
      onTap={() => onSheet(name)}
    >
      {words.acts[name]}
    </Button>
  )
  return (
    <Box className="acts desk-acts">
      {may.approve ? button('approve', 'a') : null}
      {may.assign ? button('assign', 'd') : null}
      {opened ? null : button('file', 'Enter')}
      {may.own && !mine ? (
        <Button busy={owning.busy} label={words.keyLabel(words.acts.own, 'O')} onTap={owning.run}>
          {words.acts.own}
        </Button>
      ) : null}
      {may.amend ? button('amend', 'e') : null}
      {split === undefined ? null : button('split', 's')}
      {decisions.filter((name) => name !== 'approve').map((name) => button(name, DECISIONS[name].key))}
      {repeat ? (
        <Button onTap={() => openPage('/recurring/pages/station/index', { code: request.code })}>{words.repeat}</Button>
      ) : null}
      {owning.error === undefined ? null : <Notice tone="wait" urgent title={owning.error} />}
    </Box>
  )
}

function History({ history, now }: { history: RequestCard['history']; now: number }) {
  return (
    <Box className="history">
      <Heading className="section-title">{words.history}</Heading>
      <List className="history-list">
        {[...history].reverse().map(({ seq, at, stepWord, byName, note }) => (
          <Item key={seq} className="history-entry">
            <Line className="history-at">{clockWord(at, now)}</Line>
            <Line className="history-step">{`${byName} ${stepWord}`}</Line>
            {note === undefined ? null : <Paragraph className="history-note">{words.historyNote(note)}</Paragraph>}
          </Item>
        ))}
      </List>
    </Box>
  )
}

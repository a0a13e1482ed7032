import { useCallback, useState } from 'react'
import type { MyRequest } from '../api/routes.ts'
import { Bar } from '../components/Bar.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Dots } from '../components/Dots.tsx'
import { Box, Heading, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { Tag } from '../components/Tag.tsx'
import { useExpected } from '../hooks/useExpected.ts'
import { RequestPhotos } from '../photos/RequestPhotos.tsx'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { CallButton } from '../station/CallButton.tsx'
import { words as common } from '../words.ts'
import { CancelSheet, FinishSheet, ReopenSheet } from './ActSheets.tsx'
import { ChangeSheet } from './ChangeSheet.tsx'
import { courseOf, Handover, Reply, ShownAtDoor, toneOf } from './RequestCard.tsx'
import { openRepeat } from './links.ts'
import { useMyActs } from './useMyActs.ts'
import type { MyActs } from './useMyActs.ts'
import { requestWords as words } from './words.ts'

export interface OneRequestProps {
  request: MyRequest
  onRead(request: MyRequest): void
  onStale(): void
}

type Asking = 'change' | 'cancel' | 'finish' | 'reopen'

/** One request, whole; what needs a second thought is asked in a sheet. */
export function OneRequest({ request, onRead, onStale }: OneRequestProps) {
  const [asking, setAsking] = useState<Asking>()
  const close = useCallback(() => setAsking(undefined), [])
  const acts = useMyActs(request, onRead, onStale, close)
  return (
    <Box className="columns">
      <Box className="column">
        <Whole request={request} reply={acts.reply} onStale={onStale} onMissing={() => setAsking('reopen')} />
        {acts.error === undefined || asking !== undefined ? null : (
          <Paragraph className="card-error" role="alert">
            {acts.error}
          </Paragraph>
        )}
        <Acts request={request} acts={acts} onAsk={setAsking} />
        <MainAct request={request} acts={acts} onAsk={setAsking} />
      </Box>
      <Box className="column">
        <History request={request} />
      </Box>
      {asking === 'change' ? <ChangeSheet request={request} onClose={close} onRead={onRead} onStale={onStale} /> : null}
      {asking === 'cancel' ? <CancelSheet acts={acts} onClose={close} /> : null}
      {asking === 'finish' ? <FinishSheet request={request} acts={acts} onClose={close} /> : null}
      {asking === 'reopen' ? <ReopenSheet acts={acts} onClose={close} /> : null}
    </Box>
  )
}

interface WholeProps {
  request: MyRequest
  reply: string | undefined
  onStale(): void
  /** It is in the picture and not here. */
  onMissing(): void
}

function Whole({ request, reply, onStale, onMissing }: WholeProps) {
  const shown = useExpected(request)
  return (
    <Card label={common.code(request.code)}>
      {reply === undefined ? null : (
        <Box live>
          <Reply text={reply} />
        </Box>
      )}
      <Box className="request-head">
        <Paragraph className="request-summary">
          {request.summary === '' ? common.noSummary : request.summary}
          <Line className="request-code">{common.code(request.code)}</Line>
        </Paragraph>
        <Tag tone={toneOf(shown)}>{shown.statusWord}</Tag>
      </Box>
      <Dots step={shown.step} course={courseOf(shown)} stateWord={shown.statusWord} unconfirmed={shown.unconfirmed} />
      {reply === undefined && !request.abilities.confirm ? (
        <Paragraph className="status-line">{request.statusLine}</Paragraph>
      ) : null}
      {request.abilities.confirm ? <Paragraph className="status-line">{words.confirmFirst}</Paragraph> : null}
      <Facts
        facts={[
          [words.kind, request.kindWord],
          [words.whenWanted, request.whenWord],
          [words.forWhom, request.beneficiary],
          [words.placeName, request.place],
          [words.wish, request.wishWord],
          [words.repeats, request.repeatsWord],
          [words.seats, request.seats && words.seatsTaken(request.seats.needed, request.seats.taken)],
          [words.comesFrom, request.helperName],
          [words.promised, request.promisedTime && words.promisedBy(request.promisedTime)],
          [words.rated, request.rating === undefined ? undefined : words.ratedStars(request.rating)],
        ]}
      />
      {request.clearedWord === undefined ? null : <Paragraph className="field-note">{request.clearedWord}</Paragraph>}
      {request.late ? <Tag tone="wait">{words.late}</Tag> : null}
      {request.handoverCode === undefined ? null : <Handover code={request.handoverCode} />}
      <ShownAtDoor request={request}>
        {request.abilities.reopen ? <Button onTap={onMissing}>{words.notHere}</Button> : null}
      </ShownAtDoor>
      <RequestPhotos request={request} onChanged={onStale} />
      {request.reopenUntil === undefined ? null : (
        <Paragraph className="invitation">{words.reopenUntil(dayOf(request.reopenUntil))}</Paragraph>
      )}
    </Card>
  )
}

interface ActsProps {
  request: MyRequest
  acts: MyActs
  onAsk(asking: Asking): void
}

/** Everything but the one main act. */
function Acts({ request: { abilities, code }, acts, onAsk }: ActsProps) {
  return (
    <Box className="acts acts-all">
      {abilities.change ? (
        <Button disabled={acts.busy} onTap={() => onAsk('change')}>
          {words.change}
        </Button>
      ) : null}
      {abilities.remind ? (
        <Button disabled={acts.busy} onTap={acts.remind}>
          {words.remind}
        </Button>
      ) : null}
      {abilities.reopen ? (
        <Button disabled={acts.busy} onTap={() => onAsk('reopen')}>
          {common.reopen}
        </Button>
      ) : null}
      {abilities.repeat ? <Button onTap={() => openRepeat(code)}>{words.repeat}</Button> : null}
      {abilities.cancel ? (
        <Button kind="quiet" disabled={acts.busy} onTap={() => onAsk('cancel')}>
          {common.cancel}
        </Button>
      ) : null}
    </Box>
  )
}

/** The one thing that is the person's to do now, and the station's phone beside it. */
function MainAct({ request: { abilities, rating }, acts, onAsk }: ActsProps) {
  const { hello } = useSignedIn()
  const main = abilities.confirm
    ? { word: common.confirm, act: acts.confirm }
    : abilities.finish
      ? { word: common.finish, act: () => onAsk('finish') }
      : abilities.rate && rating === undefined
        ? { word: words.rate, act: () => onAsk('finish') }
        : undefined
  return (
    <Bar>
      <CallButton station={hello.station} short={main !== undefined} />
      {main === undefined ? null : (
        <Button kind="main" className="bar-main" busy={acts.busy} onTap={main.act}>
          {main.word}
        </Button>
      )}
    </Bar>
  )
}

function History({ request: { history } }: { request: MyRequest }) {
  return (
    <Box className="history">
      <Heading className="section-title">{words.history}</Heading>
      <List className="history-list">
        {history.map(({ at, time, word }, i) => (
          <Item key={`${at}-${i}`} className="history-entry">
            <Line className="history-time">{time}</Line>
            <Line className="history-word">{word}</Line>
          </Item>
        ))}
      </List>
    </Box>
  )
}

/** 11月29日 of an ISO time with the station's own offset. */
function dayOf(instant: string): string {
  return words.untilDay(Number(instant.slice(5, 7)), Number(instant.slice(8, 10)))
}

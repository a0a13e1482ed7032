import { useState } from 'react'
import type { PropsWithChildren } from 'react'
import type { RequestView } from '../api/routes.ts'
import { Box, Line, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Dots } from '../components/Dots.tsx'
import { Tag } from '../components/Tag.tsx'
import { PhotoRow } from '../photos/PhotoRow.tsx'
import { RequestPhotos } from '../photos/RequestPhotos.tsx'
import { useExpected } from '../hooks/useExpected.ts'
import { sentences, words } from '../words.ts'
import { openOne } from './links.ts'
import { requestWords } from './words.ts'

export interface RequestCardProps {
  request: RequestView
  /** What the assistant just said about it. */
  reply?: string
  busy: boolean
  error?: string
  listed?: boolean
  onSay(sentence: string): void
  /** Takes a newer view of it, such as one with another photo. */
  onChanged?(request: RequestView): void
  /** Absent where the field is turned to this request already. */
  onTurnTo?: () => void
}

const ENDED: readonly RequestView['status'][] = ['cancelled', 'rejected']

/** One of my requests: where it stands, what was understood, and what may be done with it. */
export function RequestCard({ request, reply, busy, error, listed, onSay, onChanged, onTurnTo }: RequestCardProps) {
  const shown = useExpected(request)
  return (
    <Card listed={listed} tone={reply === undefined ? 'plain' : 'spoken'} label={words.code(request.code)}>
      {reply === undefined ? null : <Reply text={reply} />}
      <Box className="request-head">
        <Paragraph className="request-summary">
          {request.summary === '' ? words.noSummary : request.summary}
          <Line className="request-code">{words.code(request.code)}</Line>
        </Paragraph>
        <Tag tone={toneOf(shown)}>{shown.statusWord}</Tag>
      </Box>
      <Dots step={shown.step} course={courseOf(shown)} stateWord={shown.statusWord} unconfirmed={shown.unconfirmed} />
      <Facts request={request} />
      <Acts request={request} busy={busy} onSay={onSay} onTurnTo={onTurnTo} />
      <ShownAtDoor request={request} />
      <RequestPhotos request={request} onChanged={onChanged} />
      {error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {error}
        </Paragraph>
      )}
    </Card>
  )
}

/** The assistant's own words. */
export function Reply({ text }: { text: string }) {
  return (
    <Box className="reply">
      <Line className="reply-name">{words.assistant}</Line>
      <Paragraph className="reply-text">{text}</Paragraph>
    </Box>
  )
}

function Facts({ request }: { request: RequestView }) {
  const facts = [
    request.place === '' ? undefined : words.place(request.place),
    request.promisedTime ? words.promised(request.promisedTime) : undefined,
    request.helperName ? words.helper(request.helperName) : undefined,
  ].filter((fact) => fact !== undefined)
  if (facts.length === 0 && request.handoverCode === undefined) return null
  return (
    <Box className="facts">
      {facts.map((fact) => (
        <Paragraph key={fact} className="fact">
          {fact}
        </Paragraph>
      ))}
      {request.handoverCode === undefined ? null : <Handover code={request.handoverCode} />}
    </Box>
  )
}

/** The four digits that the helper asks for at the door. */
export function Handover({ code }: { code: string }) {
  return (
    <Box className="handover">
      <Line className="handover-word">{words.handover}</Line>
      <Line className="handover-code">{code}</Line>
      <Line className="handover-hint">{words.handoverHint}</Line>
    </Box>
  )
}

/** What the helper took a picture of when he brought it. */
export function ShownAtDoor({ request: { handoverPhoto }, children }: PropsWithChildren<{ request: RequestView }>) {
  if (handoverPhoto === undefined) return null
  return (
    <Box className="request-photos">
      <Paragraph className="fact">{requestWords.shownAtDoor}</Paragraph>
      <PhotoRow photos={[handoverPhoto]} />
      {children}
    </Box>
  )
}

type ActsProps = Pick<RequestCardProps, 'request' | 'busy' | 'onSay' | 'onTurnTo'>

function Acts({ request, busy, onSay, onTurnTo }: ActsProps) {
  const [sure, setSure] = useState(false)
  const { abilities, code } = request
  const label = (act: string) => words.actionLabel(act, words.code(code))
  const act = (kind: 'strong' | 'plain', word: string, sentence: string) => (
    <Button kind={kind} busy={busy} label={label(word)} onTap={() => onSay(sentence)}>
      {word}
    </Button>
  )
  if (sure && abilities.cancel) {
    return (
      <Box className="acts">
        <Button label={label(words.cancelKeep)} onTap={() => setSure(false)}>
          {words.cancelKeep}
        </Button>
        {act('strong', words.cancelSure, sentences.cancel)}
      </Box>
    )
  }
  const turnable = onTurnTo !== undefined && request.status !== 'done' && !ENDED.includes(request.status)
  return (
    <Box className="acts">
      {abilities.confirm ? act('strong', words.confirm, sentences.confirm) : null}
      {abilities.finish ? act('strong', words.finish, sentences.finish) : null}
      {abilities.reopen ? act('plain', words.reopen, sentences.reopen) : null}
      {turnable ? (
        <Button label={label(words.sayMore)} disabled={busy} onTap={onTurnTo}>
          {words.sayMore}
        </Button>
      ) : null}
      <Button label={label(requestWords.openOne)} onTap={() => openOne(code)}>
        {requestWords.openOne}
      </Button>
      {abilities.cancel ? (
        <Button kind="quiet" disabled={busy} label={label(words.cancel)} onTap={() => setSure(true)}>
          {words.cancel}
        </Button>
      ) : null}
    </Box>
  )
}

export function courseOf({ status }: Pick<RequestView, 'status'>): 'going' | 'done' | 'ended' {
  if (status === 'done') return 'done'
  return ENDED.includes(status) ? 'ended' : 'going'
}

/** `wait`: somebody has to do something first. `going`: a helper is on it. */
export function toneOf({
  status,
  unconfirmed,
}: Pick<RequestView, 'status'> & { unconfirmed?: true }): 'wait' | 'going' | 'done' | 'ended' {
  if (unconfirmed) return 'wait'
  if (status === 'done') return 'done'
  if (ENDED.includes(status)) return 'ended'
  return status === 'accepted' || status === 'delivered' ? 'going' : 'wait'
}

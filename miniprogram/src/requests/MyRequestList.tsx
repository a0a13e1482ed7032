import type { RequestView } from '../api/routes.ts'
import { Box, Heading, List } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { SlowNotice } from '../components/SlowNotice.tsx'
import { useSlow } from '../hooks/useSlow.ts'
import { words } from '../words.ts'
import { RequestCard } from './RequestCard.tsx'
import type { Ask } from './useAsk.ts'
import type { MyRequests } from './useMyRequests.ts'

export interface MyRequestListProps {
  mine: MyRequests
  ask: Ask
  /** The request that is shown above as the read-back. */
  except?: string
}

export function MyRequestList({ mine, ask, except }: MyRequestListProps) {
  const listed = mine.items.filter((request) => request.code !== except)
  return (
    <Box className="mine">
      <Heading className="section-title">{words.mine}</Heading>
      <LineState mine={mine} />
      {listed.length === 0 ? (
        <NothingYet mine={mine} ask={ask} except={except} />
      ) : (
        <List className="list">
          {listed.map((request) => (
            <Entry key={request.code} request={request} ask={ask} onChanged={mine.put} />
          ))}
        </List>
      )}
      {mine.hasMore ? (
        <Button busy={mine.loadingMore} onTap={mine.more}>
          {words.more}
        </Button>
      ) : null}
    </Box>
  )
}

interface EntryProps {
  request: RequestView
  ask: Ask
  onChanged: MyRequests['put']
}

function Entry({ request, ask, onChanged }: EntryProps) {
  return (
    <RequestCard
      listed
      request={request}
      busy={ask.busy === request.code}
      error={ask.error?.at === request.code ? ask.error.message : undefined}
      onSay={(sentence) => ask.say(request.code, sentence)}
      onChanged={onChanged}
      onTurnTo={ask.about === request.code ? undefined : () => ask.turnTo(request.code)}
    />
  )
}

/** That the line is down is said on top of the page. */
function LineState({ mine }: { mine: MyRequests }) {
  if (mine.state !== 'failed') return null
  return (
    <Notice tone="wait" title={words.failedTitle} act={<Button onTap={mine.refresh}>{words.retry}</Button>}>
      {words.listFailed}
    </Notice>
  )
}

function NothingYet({ mine, ask, except }: { mine: MyRequests; ask: Ask; except?: string }) {
  const slow = useSlow(mine.state === 'loading')
  if (mine.state === 'loading') return slow ? <SlowNotice /> : <Notice>{words.loadingList}</Notice>
  if (mine.state !== 'ready' || except !== undefined) return null
  const mayTry = ask.text === ''
  return (
    <Notice
      title={words.emptyTitle}
      act={mayTry ? <Button onTap={() => ask.write(words.field.example)}>{words.field.tryExample}</Button> : undefined}
    >
      {words.emptyText}
    </Notice>
  )
}

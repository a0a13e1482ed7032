import { useState } from 'react'
import type { BoardRequest, Suggestion } from '../api/routes/desk.ts'
import { Box, Heading, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useDeskRead } from './useDesk.ts'
import { useKeys } from './useKeys.ts'
import { words } from './words.ts'

export interface SuggestionsProps {
  request: BoardRequest
  /** In a sheet a digit gives the request to that helper. */
  numbered?: boolean
  onGiven(request: BoardRequest): void
}

/** Beside a request the first few; in the sheet as many as there are digits. */
const BESIDE = 4
const DIGITS = 9

/** Who could go, the best first, each with the reason in one line and today's load. */
export function Suggestions({ request, numbered = false, onGiven }: SuggestionsProps) {
  const { data, state, refresh } = useDeskRead('listSuggestions', { params: { code: request.code } })
  const [all, setAll] = useState(false)
  const give = useAct('assignRequest', onGiven)
  const items = data?.items ?? []
  const to = (helper: Suggestion) =>
    give.run({ params: { code: request.code }, body: { helperId: helper.id, version: request.version } })
  const first = numbered ? DIGITS : BESIDE
  const shown = all ? items : items.slice(0, first)
  useKeys(
    numbered
      ? Object.fromEntries(shown.slice(0, DIGITS).map((helper, i) => [String(i + 1), () => to(helper)] as const))
      : {},
    numbered,
  )
  if (data !== undefined && items.length === 0) return <Notice>{words.dispatch.empty}</Notice>
  return (
    <Box className="suggestions">
      <ReadNotice
        state={state}
        known={data !== undefined}
        gone={{ title: words.goneTitle, text: words.goneText }}
        onRetry={refresh}
      />
      {give.error === undefined ? null : <Notice tone="wait" urgent title={give.error} />}
      <List className="suggestion-list">
        {shown.map((helper, i) => (
          <Item key={helper.id} className={helper.suitable ? 'suggestion is-suitable' : 'suggestion'}>
            <Box className="suggestion-who">
              <Line className="suggestion-name">
                {numbered && i < DIGITS ? `${i + 1} · ` : ''}
                {helper.name}
              </Line>
              <Line className="suggestion-role">{helper.roleWord}</Line>
              {helper.askedWord === undefined ? null : <Line className="suggestion-asked">{helper.askedWord}</Line>}
            </Box>
            <Paragraph className="suggestion-why">{helper.reason}</Paragraph>
            <Paragraph className="suggestion-load">
              {[
                helper.free ? words.dispatch.free : words.dispatch.busy,
                words.dispatch.load(helper.today, helper.inHand),
                helper.way,
                helper.chanceWord,
                helper.reachable ? '' : words.dispatch.call,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Paragraph>
            {request.abilities.assign ? (
              <Button
                kind={helper.suitable ? 'strong' : 'plain'}
                className="suggestion-give"
                busy={give.busy}
                label={words.dispatch.giveLabel(helper.name)}
                onTap={() => to(helper)}
              >
                {words.dispatch.give}
              </Button>
            ) : null}
          </Item>
        ))}
      </List>
      {all || items.length <= first ? null : (
        <Button kind="quiet" onTap={() => setAll(true)}>
          {words.dispatch.moreOthers(items.length - first)}
        </Button>
      )}
    </Box>
  )
}

/** The column of people beside a request. */
export function PeopleFor({ request, onGiven }: Omit<SuggestionsProps, 'numbered'>) {
  return (
    <Box className="people-for">
      <Heading className="section-title">{words.dispatch.heading}</Heading>
      {request.abilities.assign ? (
        <Suggestions request={request} onGiven={onGiven} />
      ) : (
        <Notice>{words.dispatch.notNow}</Notice>
      )}
    </Box>
  )
}

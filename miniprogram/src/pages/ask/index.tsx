import { useCallback, useEffect } from 'react'
import Taro from '@tarojs/taro'
import { Box, Heading, Line, Main, Paragraph, Title } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { Notice } from '../../components/Notice.tsx'
import { useShown } from '../../hooks/useShown.ts'
import { useTextSize } from '../../hooks/useTextSize.ts'
import { AskBox } from '../../requests/AskBox.tsx'
import { MyRequestList } from '../../requests/MyRequestList.tsx'
import { ReadBack } from '../../requests/ReadBack.tsx'
import { useAsk } from '../../requests/useAsk.ts'
import { useMyRequests } from '../../requests/useMyRequests.ts'
import { ChoosePerson } from '../../session/ChoosePerson.tsx'
import { useSession } from '../../session/useSession.ts'
import type { Session, SessionActs } from '../../session/useSession.ts'
import { StationCard } from '../../station/StationCard.tsx'
import { words } from '../../words.ts'

/** The page of this mini program: ask in one sentence, see what was understood, follow it to the door. */
export default function AskPage() {
  const shown = useShown()
  const acts = useSession()
  const { large, toggle } = useTextSize()
  const { session } = acts
  const demo = 'hello' in session && session.hello.demo
  return (
    <Main className={large ? 'page large' : 'page'}>
      <Box className="top">
        <Title className="brand">{words.title}</Title>
        {demo ? <Line className="demo">{words.demo}</Line> : null}
        <Button
          kind="quiet"
          className="text-size"
          label={large ? words.normalTextLabel : words.largeTextLabel}
          onTap={toggle}
        >
          {large ? words.normalText : words.largeText}
        </Button>
      </Box>
      {session.phase === 'in' ? (
        <Asking key={session.token} session={session} shown={shown} leave={acts.leave} />
      ) : (
        <Threshold acts={acts} />
      )}
    </Main>
  )
}

/** Everything before somebody is signed in. */
function Threshold({ acts: { session, open, enterAs } }: { acts: SessionActs }) {
  const again = (
    <Button kind="strong" onTap={open}>
      {words.retry}
    </Button>
  )
  switch (session.phase) {
    case 'choosing':
      return (
        <Box className="narrow">
          <ChoosePerson session={session} onChoose={enterAs} />
          <StationCard hello={session.hello} />
        </Box>
      )
    case 'closed':
      return (
        <Box className="narrow">
          <Notice title={words.closedTitle}>{words.closedText}</Notice>
          <StationCard hello={session.hello} />
        </Box>
      )
    case 'failed':
      return (
        <Box className="narrow">
          <Notice tone="wait" urgent title={session.offline ? words.offlineTitle : words.failedTitle} act={again}>
            {words.failedText}
          </Notice>
        </Box>
      )
    default:
      return (
        <Box className="narrow">
          <Notice>{words.opening}</Notice>
        </Box>
      )
  }
}

interface AskingProps {
  session: Extract<Session, { phase: 'in' }>
  shown: boolean
  leave: SessionActs['leave']
}

function Asking({ session: { hello, me, token }, shown, leave }: AskingProps) {
  const signedOut = useCallback(() => leave(words.signedOut), [leave])
  const mine = useMyRequests(token, shown, signedOut)
  const ask = useAsk(token, mine.put, signedOut)
  const { answer } = ask
  useEffect(() => {
    // The answer stands at the top of the page, wherever the thumb was.
    if (answer !== undefined) Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }, [answer])
  const known = mine.items.find((request) => request.code === answer?.code)
  // Once the matter has moved on, the assistant's words about it are old: the card goes back into the list without them.
  const movedOn = answer?.status !== undefined && known !== undefined && known.status !== answer.status
  const speaks = answer !== undefined && !movedOn
  const answered = movedOn ? undefined : known
  return (
    <Box className="columns">
      <Box className="column">
        <Heading className="greeting">{words.greeting(me.spokenTo)}</Heading>
        {me.abilities.askForHelp ? (
          <>
            {speaks ? null : <Paragraph className="invitation">{words.invitation}</Paragraph>}
            <Box className="speech" live>
              {speaks ? <ReadBack ask={ask} request={answered} /> : null}
            </Box>
            <AskBox ask={ask} station={hello.station} />
          </>
        ) : (
          <Notice>{words.cannotAsk}</Notice>
        )}
      </Box>
      <Box className="column">
        <MyRequestList mine={mine} ask={ask} except={answered?.code} />
        <StationCard hello={hello} onLeave={hello.demo ? () => leave() : undefined} />
      </Box>
    </Box>
  )
}

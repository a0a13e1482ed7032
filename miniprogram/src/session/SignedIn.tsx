import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Line, Main, Title } from '../components/elements.tsx'
import { LineNotice } from '../components/LineNotice.tsx'
import { Notice } from '../components/Notice.tsx'
import { SlowNotice } from '../components/SlowNotice.tsx'
import { useTextSize } from '../hooks/TextSizeProvider.tsx'
import { useSlow } from '../hooks/useSlow.ts'
import { StationCall } from '../station/StationCall.tsx'
import { StationCard } from '../station/StationCard.tsx'
import { ConsentSheet } from '../wechat/ConsentSheet.tsx'
import { words } from '../words.ts'
import { ChoosePerson } from './ChoosePerson.tsx'
import { EntryForms } from './EntryForms.tsx'
import { goBack, goTo, homeOf, PLACES, placesOf } from './places.ts'
import type { PlaceName } from './places.ts'
import { SecondFactor } from './SecondFactor.tsx'
import { useSession } from './SessionProvider.tsx'
import type { SessionActs, SignedInSession } from './SessionProvider.tsx'

export interface SignedInProps {
  /** The place of the row that this page belongs to: whoever may not go there is told so. */
  place: PlaceName
  /** A page above its place, by its name; it gets a way back. */
  title?: string
  /** More room at a desk. */
  wide?: boolean
  /** Shown where the line is down before anybody could sign in: what the phone kept. */
  offline?: ReactNode
  /** Only shown to somebody who is signed in and may be here: `useSignedIn` works inside. */
  children: ReactNode
}

/** The frame of every page: name, text size, where one may go, and who is there. */
export function SignedIn({ place, title, wide, offline, children }: SignedInProps) {
  const acts = useSession()
  const { large, classes: sizes, toggle } = useTextSize()
  const { session, interrupted } = acts
  const inside = session.phase === 'in' ? session : interrupted
  const demo = 'hello' in session && session.hello.demo
  useHomecoming(acts, place === 'ask' && title === undefined)
  const classes = ['page', sizes, wide && session.phase === 'in' ? 'page-wide' : ''].filter(Boolean).join(' ')
  return (
    <Main className={classes}>
      <Box className="top">
        <Title className="brand">{title ?? words.title}</Title>
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
      {session.phase === 'in' ? null : (
        <>
          <Threshold acts={acts} />
          {session.phase === 'failed' ? offline : null}
        </>
      )}
      {inside === undefined ? null : (
        // The same person finds what she typed; anybody else begins with a new page.
        <Box
          key={inside.me.id}
          className={session.phase === 'in' ? undefined : 'put-away'}
          hidden={session.phase !== 'in'}
        >
          <Inside session={inside} place={place} above={title !== undefined}>
            {children}
          </Inside>
        </Box>
      )}
      <ConsentSheet />
    </Main>
  )
}

/** Whoever comes in by the front page is led to his own; who goes there later by himself stays. */
function useHomecoming({ session, isHomecoming }: SessionActs, isFrontPage: boolean): void {
  useEffect(() => {
    if (session.phase !== 'in' || !isHomecoming()) return
    const home = homeOf(session.me)
    if (isFrontPage && home !== 'ask') goTo(home)
  }, [session, isFrontPage, isHomecoming])
}

interface InsideProps {
  session: SignedInSession
  place: PlaceName
  above: boolean
  children: ReactNode
}

function Inside({ session: { me, note }, place, above, children }: InsideProps) {
  return (
    <>
      <LineNotice />
      {note === undefined ? null : <Notice tone="wait" title={note} urgent />}
      {above ? (
        <Button kind="quiet" className="back" onTap={() => goBack(me)}>
          {words.back}
        </Button>
      ) : (
        <PlaceRow me={me} here={place} />
      )}
      {PLACES[place].isFor(me) ? (
        <Guarded me={me} place={place}>
          {children}
        </Guarded>
      ) : (
        <NotHere me={me} />
      )}
    </>
  )
}

/** Others' data is behind the second factor; whoever only asks for help is not asked for it. */
function Guarded({ me, place, children }: { me: SignedInSession['me']; place: PlaceName; children: ReactNode }) {
  if (me.secondFactorNeeded && place !== 'ask') return <SecondFactor />
  return <>{children}</>
}

function PlaceRow({ me, here }: { me: SignedInSession['me']; here: PlaceName }) {
  const places = placesOf(me)
  useEffect(showPlace, [here])
  if (places.length < 2) return null
  return (
    <Box className="places" role="navigation" label={words.placesLabel}>
      {places.map(([name, { word }]) => (
        <Button
          key={name}
          kind="quiet"
          className={name === here ? 'place is-here' : 'place'}
          pressed={name === here}
          onTap={() => name !== here && goTo(name)}
        >
          {word}
        </Button>
      ))}
    </Box>
  )
}

/** On a phone the row rolls sideways: where one is stands in sight. */
function showPlace(): void {
  if (process.env.TARO_ENV !== 'h5') return
  // Of the pages that are kept one above the other the last is on top.
  const row = [...document.querySelectorAll('.places')].pop()
  const here = row?.querySelector<HTMLElement>('.is-here')
  if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.clientWidth) / 2
}

function NotHere({ me }: { me: SignedInSession['me'] }) {
  return (
    <Box className="narrow">
      <Notice
        tone="wait"
        title={words.notHereTitle}
        act={
          <Button kind="strong" onTap={() => goTo(homeOf(me))}>
            {words.goHome}
          </Button>
        }
      >
        {words.notHereText}
      </Notice>
    </Box>
  )
}

/** Everything before somebody is signed in. */
function Threshold({ acts: { session, open, enterAs } }: { acts: SessionActs }) {
  const slow = useSlow(session.phase === 'opening')
  const again = (
    <Box className="acts">
      <Button kind="strong" onTap={open}>
        {words.retry}
      </Button>
      <StationCall />
    </Box>
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
          {session.note === undefined ? null : <Notice tone="wait" title={session.note} urgent />}
          {process.env.TARO_ENV === 'h5' ? (
            <EntryForms />
          ) : (
            <Notice title={words.closedTitle}>{words.closedText}</Notice>
          )}
          <StationCard hello={session.hello} />
        </Box>
      )
    case 'failed':
      return (
        <Box className="narrow">
          <Notice tone="wait" urgent title={session.offline ? words.offlineTitle : words.failedTitle} act={again}>
            {session.said ?? (session.offline ? words.offlineStart : words.failedText)}
          </Notice>
        </Box>
      )
    default:
      return <Box className="narrow">{slow ? <SlowNotice /> : <Notice>{words.opening}</Notice>}</Box>
  }
}

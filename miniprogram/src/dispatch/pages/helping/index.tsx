import type { Offer } from '../../../api/routes.ts'
import { Box, Heading, List, Paragraph } from '../../../components/elements.tsx'
import { Button } from '../../../components/Button.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { openPage } from '../../../session/places.ts'
import { useSignedIn } from '../../../session/SessionProvider.tsx'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { StationCard } from '../../../station/StationCard.tsx'
import { OfferCard } from '../../OfferCard.tsx'
import { KeptTasks } from '../../KeptTasks.tsx'
import { StepNotice } from '../../StepNotice.tsx'
import { useOutbox } from '../../useSteps.ts'
import { useOffers } from '../../useOffers.ts'
import type { Offers } from '../../useOffers.ts'
import { dispatchWords } from '../../words.ts'
import '../../../styles/dispatch.scss'

/** A helper's first page: what I am asked now and why me, and the way to what I have in hand. */
export default function HelpingPage() {
  return (
    <SignedIn place="helping" offline={<KeptTasks />}>
      <Helping />
    </SignedIn>
  )
}

function Helping() {
  const { hello, me, leave } = useSignedIn()
  const offers = useOffers()
  const { data } = offers.read
  const outbox = useOutbox(offers.read)
  return (
    <Box className="columns">
      <Box className="column">
        <Heading className="greeting">{dispatchWords.greeting(me.spokenTo)}</Heading>
        <StepNotice kept={outbox} onAgain={outbox.again} onHeard={outbox.heard} />
        {data !== undefined && data.inHand > 0 ? (
          <Notice
            title={dispatchWords.inHand(data.inHand)}
            act={
              <Button kind="strong" onTap={() => openPage('/dispatch/pages/way/index')}>
                {dispatchWords.seeWay}
              </Button>
            }
          />
        ) : null}
        <Box live>
          {offers.said === undefined ? null : (
            <Notice tone={offers.failed ? 'wait' : 'plain'} title={offers.said} urgent={offers.failed} />
          )}
        </Box>
        <OfferList offers={offers} />
      </Box>
      <Box className="column">
        {data?.paused === undefined ? null : (
          <Notice
            title={dispatchWords.pausedTitle}
            act={<Button onTap={() => openPage('/dispatch/pages/terms/index')}>{dispatchWords.resume}</Button>}
          >
            {data.paused}
          </Notice>
        )}
        <Button onTap={() => openPage('/dispatch/pages/terms/index')}>{dispatchWords.termsLink}</Button>
        <Button onTap={() => openPage('/dispatch/pages/record/index')}>{dispatchWords.recordLink}</Button>
        <StationCard hello={hello} onLeave={hello.demo ? () => leave() : undefined} />
      </Box>
    </Box>
  )
}

function OfferList({ offers }: { offers: Offers }) {
  const { data, state, refresh } = offers.read
  const items = data?.items ?? []
  return (
    <>
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      {items.length > 0 ? (
        <>
          <Heading className="section-title">{dispatchWords.offersTitle}</Heading>
          <Paragraph className="invitation">{dispatchWords.offersHint}</Paragraph>
          <List className="list">
            {items.map((offer) => (
              <OfferCard
                key={offer.code}
                offer={offer}
                busy={isAbout(offer, offers.busy)}
                waiting={offers.busy !== undefined && !isAbout(offer, offers.busy)}
                onAccept={() => offers.accept(offer.code, { trip: offer.trip !== undefined })}
                onAcceptOne={(code) => offers.accept(code, { only: true })}
                onRefuse={(notTonight) => offers.refuse(offer.code, notTonight)}
              />
            ))}
          </List>
        </>
      ) : null}
      {data !== undefined && items.length === 0 ? (
        <Notice title={dispatchWords.noOffersTitle}>{dispatchWords.noOffersText}</Notice>
      ) : null}
    </>
  )
}

/** It is this one, or one of its trip, that is being answered. */
function isAbout({ code, trip }: Offer, busy: string | undefined): boolean {
  return busy !== undefined && (busy === code || trip?.stops.some((stop) => stop.code === busy) === true)
}

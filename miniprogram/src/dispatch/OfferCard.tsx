import type { Offer } from '../api/routes.ts'
import { Box, Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Tag } from '../components/Tag.tsx'
import { words } from '../words.ts'
import { dispatchWords } from './words.ts'

export interface OfferCardProps {
  offer: Offer
  /** This one is being answered. */
  busy: boolean
  /** Another one is being answered. */
  waiting: boolean
  onAccept(): void
  /** Of a trip this one alone. */
  onAcceptOne(code: string): void
  onRefuse(notTonight: boolean): void
}

/** What I am asked: where, what, until when, and why me. Name and door open with the acceptance. */
export function OfferCard({ offer, busy, waiting, onAccept, onAcceptOne, onRefuse }: OfferCardProps) {
  const { code, help, why, abilities, notNow, trip } = offer
  const label = (act: string) => dispatchWords.ofCode(act, words.code(code))
  return (
    <Card listed label={label(trip?.word ?? help)}>
      {trip === undefined ? (
        <OneStop stop={offer} urgent={offer.urgent} />
      ) : (
        <>
          <Paragraph className="offer-where">{trip.word}</Paragraph>
          <List className="trip-stops">
            {trip.stops.map((stop) => (
              <Item key={stop.code} className="trip-stop">
                <OneStop stop={stop} urgent={false} />
                {abilities.accept ? (
                  <Button
                    kind="quiet"
                    disabled={busy || waiting}
                    label={dispatchWords.ofCode(dispatchWords.acceptOne, words.code(stop.code))}
                    onTap={() => onAcceptOne(stop.code)}
                  >
                    {dispatchWords.acceptOne}
                  </Button>
                ) : null}
              </Item>
            ))}
          </List>
        </>
      )}
      {why === '' ? null : (
        <Paragraph className="offer-why">
          <Line className="fact-name">{dispatchWords.why}</Line>
          <Line>{why}</Line>
        </Paragraph>
      )}
      {notNow === undefined ? null : <Paragraph className="card-error">{notNow}</Paragraph>}
      <Box className="acts">
        {abilities.accept ? (
          <Button
            kind="strong"
            busy={busy}
            disabled={waiting}
            label={label(trip === undefined ? dispatchWords.accept : dispatchWords.acceptTrip)}
            onTap={onAccept}
          >
            {trip === undefined ? dispatchWords.accept : dispatchWords.acceptTrip}
          </Button>
        ) : null}
        {abilities.refuse ? (
          <>
            <Button disabled={busy || waiting} label={label(dispatchWords.refuse)} onTap={() => onRefuse(false)}>
              {dispatchWords.refuse}
            </Button>
            <Button kind="quiet" disabled={busy || waiting} onTap={() => onRefuse(true)}>
              {dispatchWords.notTonight}
            </Button>
          </>
        ) : null}
      </Box>
    </Card>
  )
}

type Stop = Pick<Offer, 'code' | 'place' | 'help' | 'need' | 'when'>

function OneStop({ stop: { code, place, help, need, when }, urgent }: { stop: Stop; urgent: boolean }) {
  return (
    <>
      <Box className="offer-head">
        <Paragraph className="offer-where">
          {dispatchWords.offer(place, help)}
          <Line className="request-code">{words.code(code)}</Line>
        </Paragraph>
        {urgent ? <Tag tone="wait">{dispatchWords.urgent}</Tag> : null}
      </Box>
      {need === undefined && when === undefined ? null : (
        <Box className="facts">
          {need === undefined ? null : <Paragraph>{need}</Paragraph>}
          {when === undefined ? null : <Paragraph className="offer-when">{when}</Paragraph>}
        </Box>
      )}
    </>
  )
}

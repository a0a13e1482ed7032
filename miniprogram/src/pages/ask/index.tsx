import { useEffect } from 'react'
import Taro from '@tarojs/taro'
import { Box, Heading, Paragraph } from '../../components/elements.tsx'
import { Notice } from '../../components/Notice.tsx'
import { AskConsent } from '../../consent/AskConsent.tsx'
import { useShown } from '../../hooks/useShown.ts'
import { usePhotoTray } from '../../photos/useBox.ts'
import { AskBox } from '../../requests/AskBox.tsx'
import { KindTiles } from '../../requests/KindTiles.tsx'
import { MyRequestList } from '../../requests/MyRequestList.tsx'
import { ReadBack } from '../../requests/ReadBack.tsx'
import { UnderWay } from '../../requests/UnderWay.tsx'
import { useAsk } from '../../requests/useAsk.ts'
import { useMyRequests } from '../../requests/useMyRequests.ts'
import { useSignedIn } from '../../session/SessionProvider.tsx'
import { SignedIn } from '../../session/SignedIn.tsx'
import { StationCard } from '../../station/StationCard.tsx'
import { PosterPlace } from '../../wechat/PosterPlace.tsx'
import { WeChatCard } from '../../wechat/WeChatCard.tsx'
import { words } from '../../words.ts'

/** The first page: ask in one sentence, see what was understood, follow it to the door. */
export default function AskPage() {
  const shown = useShown()
  return (
    <SignedIn place="ask">
      <Asking shown={shown} />
    </SignedIn>
  )
}

function Asking({ shown }: { shown: boolean }) {
  const { hello, me, token, leave, signedOut } = useSignedIn()
  const mine = useMyRequests(token, shown, signedOut)
  const photos = usePhotoTray('sentence')
  const ask = useAsk(token, mine.put, signedOut, ({ code, abilities }) => {
    if (abilities.addPhoto) photos.hand(code)
  })
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
            {speaks ? null : <UnderWay requests={mine.items} />}
            <PosterPlace />
            <Box className="speech" live>
              {speaks ? <ReadBack ask={ask} request={answered} /> : null}
            </Box>
            {ask.about === undefined ? <KindTiles /> : null}
            {speaks ? null : <Paragraph className="invitation">{words.invitation}</Paragraph>}
            <AskBox ask={ask} station={hello.station} />
          </>
        ) : (
          <Notice>{words.cannotAsk}</Notice>
        )}
      </Box>
      <Box className="column">
        <MyRequestList mine={mine} ask={ask} except={answered?.code} />
        <AskConsent />
        <WeChatCard />
        <StationCard hello={hello} onLeave={hello.demo ? () => leave() : undefined} />
      </Box>
    </Box>
  )
}

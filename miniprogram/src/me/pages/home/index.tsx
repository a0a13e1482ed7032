import { useState } from 'react'
import type { Me } from '../../../api/routes.ts'
import { Button } from '../../../components/Button.tsx'
import { Box, Heading, Paragraph } from '../../../components/elements.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { useTextSize } from '../../../hooks/TextSizeProvider.tsx'
import { useRead } from '../../../hooks/useRead.ts'
import { openPage } from '../../../session/places.ts'
import { useSignedIn } from '../../../session/SessionProvider.tsx'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { StationCard } from '../../../station/StationCard.tsx'
import { Family } from '../../Family.tsx'
import { MemberSheet } from '../../MemberSheet.tsx'
import { GroupsSheet, HomeSheet, NameSheet, PhoneSheet } from '../../OwnSheets.tsx'
import { WhoIAm } from '../../WhoIAm.tsx'
import type { Own } from '../../WhoIAm.tsx'
import { meWords as words } from '../../words.ts'

const DATA = '/me/pages/data/index'
const RECURRING = '/recurring/pages/mine/index'

/** Who I am, where I live, my family, how large the letters are, and what the station keeps of me. */
export default function HomePage() {
  return (
    <SignedIn place="me">
      <Home />
    </SignedIn>
  )
}

function Home() {
  const me = useRead('readMe')
  return (
    <>
      <ReadNotice state={me.state} known={me.data !== undefined} gone={words.gone} onRetry={me.refresh} />
      {me.data === undefined ? null : <Mine me={me.data} onMe={me.put} onStale={me.refresh} />}
    </>
  )
}

/** A member's id, or a new one. */
type Member = { member: string | undefined }

function Mine({ me, onMe, onStale }: { me: Me; onMe(me: Me): void; onStale(): void }) {
  const { hello, leave } = useSignedIn()
  const { large, toggle } = useTextSize()
  const [open, setOpen] = useState<Own | Member>()
  const close = () => setOpen(undefined)
  const sheet = { me, onClose: close, onStale, onMe: (next: Me) => (onMe(next), close()) }
  return (
    <Box className="columns">
      <Box className="column">
        <WhoIAm me={me} onOpen={setOpen} />
        <Family me={me} onOpen={(member) => setOpen({ member })} />
      </Box>
      <Box className="column">
        <Heading className="section-title">{words.reading}</Heading>
        <Button onTap={toggle}>{large ? words.normalText : words.largeText}</Button>
        <Heading className="section-title">{words.recurring}</Heading>
        <Button onTap={() => openPage(RECURRING)}>{words.openRecurring}</Button>
        <Heading className="section-title">{words.data}</Heading>
        <Paragraph className="invitation">{words.dataText}</Paragraph>
        <Button onTap={() => openPage(DATA)}>{words.openData}</Button>
        <StationCard hello={hello} />
        <Button kind="quiet" onTap={() => leave()}>
          {hello.demo ? words.leaveDemo : words.leave}
        </Button>
      </Box>
      {open === 'name' ? <NameSheet {...sheet} /> : null}
      {open === 'phone' ? <PhoneSheet {...sheet} /> : null}
      {open === 'home' ? <HomeSheet {...sheet} /> : null}
      {open === 'groups' ? <GroupsSheet {...sheet} /> : null}
      {typeof open === 'object' ? <MemberSheet {...sheet} memberId={open.member} /> : null}
    </Box>
  )
}

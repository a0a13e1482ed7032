import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { CodeForm } from '../session/CodeForm.tsx'
import { useSession, useSignedIn } from '../session/SessionProvider.tsx'
import { askForConsent, isInWeChat } from './inWeChat.ts'
import { weChatWords } from './words.ts'

/** What WeChat can do besides: tell of news, and lend its phone number. Neither is needed for anything; in a browser there is nothing. */
export function WeChatCard() {
  const { hello } = useSignedIn()
  return isInWeChat() && hello.wechat ? <Offers /> : null
}

function Offers() {
  const { me } = useSignedIn()
  const { data } = useRead('listMySubscriptions')
  const [kept, setKept] = useState<Kept>()
  const templates = data?.items ?? []
  const wantsPhone = me.phone === undefined
  if (templates.length === 0 && !wantsPhone) return null
  return (
    <Box className="station" role="group" label={weChatWords.title}>
      <Heading className="section-title">{weChatWords.title}</Heading>
      {templates.length === 0 ? null : <News templates={templates} />}
      {!wantsPhone ? null : kept === undefined ? (
        <Phone onKept={setKept} />
      ) : (
        <Paragraph className="station-text">{weChatWords.phoneKept(kept.phone)}</Paragraph>
      )}
      {kept?.joinable ? <JoinByPhone /> : null}
      {wantsPhone && !kept?.joinable ? <JoinByCode /> : null}
    </Box>
  )
}

type Templates = { template: string; templateId: string; credits: number }[]

function News({ templates }: { templates: Templates }) {
  const [left, setLeft] = useState<number>()
  const [refused, setRefused] = useState(false)
  const report = useAct('reportSubscriptions', ({ items }) => setLeft(fewest(items)))
  const ask = async () => {
    const answers = await askForConsent(templates)
    setRefused(!answers.some(({ answer }) => answer === 'accept'))
    if (answers.length === 0) return
    report.run({ body: { answers: answers.map(({ asked, answer }) => ({ template: asked.template, answer })) } })
  }
  const times = left ?? fewest(templates)
  return (
    <>
      <Paragraph className="station-text">{weChatWords.newsText}</Paragraph>
      {times > 0 ? <Paragraph className="station-hint">{weChatWords.newsOn(times)}</Paragraph> : null}
      {refused ? <Paragraph className="station-hint">{weChatWords.refused}</Paragraph> : null}
      {report.error === undefined ? null : <Notice tone="wait" title={report.error} urgent />}
      <Button kind="strong" busy={report.busy} onTap={() => void ask()}>
        {weChatWords.news}
      </Button>
    </>
  )
}

const fewest = (items: Templates): number => Math.min(...items.map(({ credits }) => credits))

interface Kept {
  phone: string
  joinable?: true
}

function Phone({ onKept }: { onKept(kept: Kept): void }) {
  const save = useAct('saveWeChatPhone', onKept)
  return (
    <>
      <Paragraph className="station-text">{weChatWords.phoneText}</Paragraph>
      {save.error === undefined ? null : <Notice tone="wait" title={save.error} urgent />}
      <Button busy={save.busy} onPhone={(code) => save.run({ body: { code } })}>
        {weChatWords.phone}
      </Button>
    </>
  )
}

/** The station knows somebody with this number: one tap, and what was said there is here too. */
function JoinByPhone() {
  const { goOnWith } = useSession()
  const join = useAct('joinMe', ({ token }) => goOnWith(token))
  return (
    <>
      <Paragraph className="station-text">{weChatWords.joinText}</Paragraph>
      {join.error === undefined ? null : <Notice tone="wait" title={join.error} urgent />}
      <Button kind="strong" busy={join.busy} onTap={() => join.run({ body: {} })}>
        {weChatWords.join}
      </Button>
    </>
  )
}

/** With a code of the station: for whoever shares a phone with the family, or gives none. */
function JoinByCode() {
  const { goOnWith } = useSession()
  const [isOpen, setOpen] = useState(false)
  const join = useAct('joinMe', ({ token }) => goOnWith(token))
  if (!isOpen) {
    return (
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {weChatWords.haveCode}
      </Button>
    )
  }
  return <CodeForm act={join} label={weChatWords.code} hint={weChatWords.codeHint} button={weChatWords.join} letters />
}

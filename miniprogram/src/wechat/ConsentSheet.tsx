import { useEffect, useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Item, List, Paragraph } from '../components/elements.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { AGREE_ID, answerConsent, consentShown, onConsentNeeded, openGuide } from './consent.ts'
import { weChatWords } from './words.ts'

/** Asks before WeChat hands out anything personal, in plain words. No is as easy as yes, and everything else goes on. */
export function ConsentSheet() {
  const [isAsked, setAsked] = useState(false)
  useEffect(() => (process.env.TARO_ENV === 'weapp' ? onConsentNeeded(setAsked) : undefined), [])
  useEffect(() => {
    if (isAsked) consentShown()
  }, [isAsked])
  if (!isAsked) return null
  return (
    <Sheet title={weChatWords.consentTitle} onClose={() => answerConsent(false)}>
      <Paragraph>{weChatWords.consentText}</Paragraph>
      <List>
        {weChatWords.consentUses.map((use) => (
          <Item key={use}>{use}</Item>
        ))}
      </List>
      <Paragraph className="invitation">{weChatWords.consentNo}</Paragraph>
      <Button kind="quiet" onTap={openGuide}>
        {weChatWords.guide}
      </Button>
      <Button kind="main" id={AGREE_ID} onAgree={() => answerConsent(true)}>
        {weChatWords.agree}
      </Button>
      <Button onTap={() => answerConsent(false)}>{weChatWords.disagree}</Button>
    </Sheet>
  )
}

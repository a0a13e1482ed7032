import { useState } from 'react'
import type { Consent, Replies } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { ConsentText } from './ConsentText.tsx'
import { consentWords as words } from './words.ts'

export interface ReadConsentProps {
  consent: Consent
  onAnswered(consents: Replies['listMyConsents']): void
}

/** The button that opens the text, and the answer given there. */
export function ReadConsent({ consent, onAnswered }: ReadConsentProps) {
  const { lookAgain } = useSignedIn()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button label={words.read(consent.title)} onTap={() => setOpen(true)}>
        {words.look}
      </Button>
      {open ? (
        <ConsentText
          consent={consent}
          onClose={() => setOpen(false)}
          onAnswered={(consents) => {
            setOpen(false)
            onAnswered(consents)
            lookAgain()
          }}
        />
      ) : null}
    </>
  )
}

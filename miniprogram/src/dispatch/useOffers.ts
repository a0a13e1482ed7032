import { useEffect, useState } from 'react'
import type { Replies } from '../api/routes.ts'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import type { Read } from '../hooks/useRead.ts'
import { openPage } from '../session/places.ts'

const EVERY_MS = 5_000

export interface Offers {
  read: Read<Replies['listMyOffers']>
  /** The code that is being answered. */
  busy: string | undefined
  /** What became of the last answer: a kind word, or why not. */
  said: string | undefined
  failed: boolean
  accept(code: string): void
  refuse(code: string, notTonight: boolean): void
}

/** What I am asked now, and my yes or no. Whoever was too late is told so, and sees what is still open. */
export function useOffers(): Offers {
  const read = useRead('listMyOffers', {}, EVERY_MS, ['offer', 'request'])
  const { refresh } = read
  const [code, setCode] = useState<string>()
  const [said, setSaid] = useState<string>()
  const accepting = useAct('acceptOffer', (reply) => {
    setSaid(undefined)
    openPage('/dispatch/pages/task/index', { code: reply.code })
    refresh()
  })
  const refusing = useAct('refuseOffer', ({ reply }) => {
    setSaid(reply)
    refresh()
  })
  const error = accepting.error ?? refusing.error
  useEffect(() => {
    if (error !== undefined) refresh()
  }, [error, refresh])

  const begin = (about: string) => {
    setCode(about)
    setSaid(undefined)
    accepting.clear()
    refusing.clear()
  }
  return {
    read,
    busy: accepting.busy || refusing.busy ? code : undefined,
    said: error ?? said,
    failed: error !== undefined,
    accept(about) {
      begin(about)
      accepting.run({ params: { code: about } })
    },
    refuse(about, notTonight) {
      begin(about)
      refusing.run({ params: { code: about }, body: notTonight ? { notTonight } : {} })
    },
  }
}

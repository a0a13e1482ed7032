import { useEffect, useRef, useState } from 'react'
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
  /** `trip`: it stands for several; what became of each is said where it was asked. `only`: of them this one alone. */
  accept(code: string, how?: { trip?: boolean; only?: true }): void
  refuse(code: string, notTonight: boolean): void
}

/** What I am asked now, and my yes or no. Whoever was too late is told so, and sees what is still open. */
export function useOffers(): Offers {
  const read = useRead('listMyOffers', {}, EVERY_MS, ['offer', 'request'])
  const { refresh } = read
  const [code, setCode] = useState<string>()
  const [said, setSaid] = useState<string>()
  const isTrip = useRef(false)
  const accepting = useAct('acceptOffer', (reply) => {
    setSaid(isTrip.current ? reply.reply : undefined)
    if (!isTrip.current) openPage('/dispatch/pages/task/index', { code: reply.code })
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
  const spoken = error ?? said
  useLapse(spoken, read.data, () => {
    setSaid(undefined)
    accepting.clear()
    refusing.clear()
  })

  const begin = (about: string) => {
    setCode(about)
    setSaid(undefined)
    accepting.clear()
    refusing.clear()
  }
  return {
    read,
    busy: accepting.busy || refusing.busy ? code : undefined,
    said: spoken,
    failed: error !== undefined,
    accept(about, { trip = false, only } = {}) {
      begin(about)
      isTrip.current = trip
      accepting.run({ params: { code: about }, ...(only && { body: { only } }) })
    },
    refuse(about, notTonight) {
      begin(about)
      refusing.run({ params: { code: about }, body: notTonight ? { notTonight } : {} })
    },
  }
}

/** What was said about one errand is no word about the next: it goes as soon as there is one that was not there then. */
function useLapse(spoken: string | undefined, data: Replies['listMyOffers'] | undefined, lapse: () => void): void {
  const codes = data?.items.map(({ code }) => code)
  const latest = useRef<string[]>([])
  const then = useRef<string[]>()
  useEffect(() => {
    then.current = spoken === undefined ? undefined : latest.current
  }, [spoken])
  useEffect(() => {
    if (codes === undefined) return
    latest.current = codes
    if (then.current !== undefined && codes.some((code) => !then.current?.includes(code))) lapse()
    // `lapse` is made anew each time and always does the same.
  }, [data])
}

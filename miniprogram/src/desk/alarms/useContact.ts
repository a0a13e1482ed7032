import { useState } from 'react'
import type { Alarm } from '../../api/routes/desk.ts'
import { useAct } from '../../hooks/useAct.ts'
import { sayAddress } from '../../station/address.ts'
import { callNumber } from '../../station/CallButton.tsx'
import { alarmWords } from './words.ts'

/** How the person of an alarm is reached: the number is rung at once, the door stays in sight. */
export interface ContactWork {
  door: string | undefined
  busy: boolean
  error: string | undefined
  ring(): void
  showDoor(): void
}

/** Opens one thing at a time, each by a call of its own that stands on record. */
export function useContact({ id }: Pick<Alarm, 'id'>): ContactWork {
  const [door, setDoor] = useState<string>()
  const [missing, setMissing] = useState<string>()
  const number = useAct('openAlarmContact', ({ phone }) => {
    if (phone === undefined) setMissing(alarmWords.noNumber)
    else callNumber(phone)
  })
  const way = useAct('openAlarmContact', ({ address }) => {
    if (address === undefined) setMissing(alarmWords.noDoor)
    else setDoor(sayAddress(address))
  })
  const open = (what: 'phone' | 'door') => {
    setMissing(undefined)
    const act = what === 'phone' ? number : way
    act.run({ params: { id }, body: { what } })
  }
  return {
    door,
    busy: number.busy || way.busy,
    error: number.error ?? way.error ?? missing,
    ring: () => open('phone'),
    showDoor: () => open('door'),
  }
}

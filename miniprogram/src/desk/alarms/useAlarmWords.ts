import { useEffect, useState } from 'react'
import type { Alarm } from '../../api/routes/desk.ts'
import { useAct } from '../../hooks/useAct.ts'
import { isEmergency } from './alarms.ts'
import { alarmWords } from './words.ts'

/** What was said, once it is open. */
export interface AlarmWords {
  words: string | undefined
  busy: boolean
  error: string | undefined
  open(): void
}

/** The words of an emergency stand there by themselves, and this worker's look is on record; of others only when asked for. */
export function useAlarmWords(alarm: Alarm): AlarmWords {
  const [said, setSaid] = useState<string>()
  const { id } = alarm
  const read = useAct('readAlarm', (file) => setSaid(file.said ? alarmWords.said(file.said) : file.text))
  const open = () => read.run({ params: { id } })
  const atOnce = isEmergency(alarm)
  useEffect(() => {
    if (atOnce) open()
    // Once for each emergency that comes into sight.
  }, [id, atOnce])
  return { words: said, busy: read.busy, error: read.error, open }
}

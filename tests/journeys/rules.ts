import { isAlive } from '@yimin/shared/requests/states'
import type { Spoken } from '../../server/app/replay/playLines.ts'
import type { Script } from '../../server/app/replay/script.ts'
import type { Summary } from '../../server/app/replay/summarise.ts'
import { guardGroupText } from '../../server/moderation/index.ts'

type Said = Summary & { said: Spoken[] }

/** What holds in every conversation, whatever is said in it; every breach is named in words. */
export function brokenRules(played: Said, script: Script): string[] {
  return [
    ...played.said.filter((line) => line.room).flatMap(roomFaults),
    ...crowding(played.said, script),
    ...echoes(played.said),
    ...nagging(played.said),
    ...orphans(played),
  ]
}

const LINE = 60

/** Nothing personal in a group; at most 60 characters before the code, and the code last. */
function roomFaults({ text }: Spoken): string[] {
  const faults = guardGroupText(text).leaks.map((leak) => `a ${leak.kind} in the group: ${text}`)
  if (/\d{4}|交接码/.test(text)) faults.push(`a handover code or a number in the group: ${text}`)
  const code = text.indexOf('〔')
  if (code >= 0 && !/〔[A-Z]{1,2}\d{3,4}〕$/.test(text)) faults.push(`the code is not last: ${text}`)
  const lines = (code >= 0 ? text.slice(0, code) : text).split('\n')
  if (lines.some((line) => line.length > LINE)) faults.push(`too long for the group: ${text}`)
  return faults
}

/** One message in the group for one that was said there, or for one that the clock brings. */
function crowding(said: Spoken[], script: Script): string[] {
  const answered = new Map<string, number>()
  return said.flatMap((line) => {
    if (!line.room || line.to.length === 0) return []
    const heard = script.lines.filter((one) => one.kind === 'said' && one.said.at.getTime() === Date.parse(line.at))
    const key = [line.at, line.room, ...line.to].join('|')
    answered.set(key, (answered.get(key) ?? 0) + 1)
    const crowded = (answered.get(key) ?? 0) > Math.max(1, heard.length)
    return crowded ? [`more than one message at once in the group: ${line.text}`] : []
  })
}

/** What is rightly said again to whoever asks again: how far it is, who calls, and what to do in danger. */
const SAID_AGAIN = /^(A\d{3}：|先打1|好，已经请)/

/** No two identical private messages in a row. */
function echoes(said: Spoken[]): string[] {
  const last = new Map<string, string>()
  return said.flatMap((line) => {
    if (!line.private) return []
    const to = line.to.join()
    const again = last.get(to) === line.text && !SAID_AGAIN.test(line.text)
    last.set(to, line.text)
    return again ? [`said twice in a row to ${to}: ${line.text}`] : []
  })
}

const QUESTIONS = ['哪区哪栋', '要多少', '什么时候去', '要买些什么', '还等您一句话']

/** The same thing is asked of a person twice at most. */
function nagging(said: Spoken[]): string[] {
  const times = new Map<string, number>()
  return said.flatMap((line) => {
    const code = /〔(.+)〕$/.exec(line.text)?.[1] ?? ''
    return QUESTIONS.filter((question) => line.text.includes(question)).flatMap((question) => {
      const key = `${line.to.join()} ${code} ${question}`
      times.set(key, (times.get(key) ?? 0) + 1)
      return times.get(key) === 3 ? [`asked a third time: ${key}`] : []
    })
  })
}

/** Somebody answers for every living request, and until when. */
function orphans({ requests }: Summary): string[] {
  return requests
    .filter(({ status, owner, dueAt }) => isAlive(status) && (!owner || owner === 'system' || !dueAt))
    .map(({ code }) => `nobody answers for ${code}`)
}

import { DUTY_REASON_WORDS } from '@yimin/shared/duty/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord } from '@yimin/shared/organisations/words'
import { addressOf } from '@yimin/shared/people/addressing'
import { sheetWords } from '@yimin/shared/reports/words'
import { isAlive, STATUSES } from '@yimin/shared/requests/states'
import type { Status } from '@yimin/shared/requests/states'
import { HELP_WORDS, sayInstant, STATUS_WORDS } from '@yimin/shared/requests/words'
import type { DayAtHand, UnderWay } from './queries/findDaySheet.ts'

/** One line on paper: no door, no phone, no group, and no resident's name. */
export interface SheetLine {
  code: string
  kind: string
  building: string
  promised: string
  owner: string
  helper: string
}

/** What stands on the printed sheet, in words. */
export interface DaySheet {
  title: string
  printedAt: string
  duty: string[]
  groups: { state: string; lines: SheetLine[] }[]
}

type Names = DayAtHand['names']

function lineOf(request: UnderWay, names: Names, now: Date): SheetLine {
  const { code, category, place, urgent, ownerId, requesterId, assignee } = request
  return {
    code,
    kind: urgent ? `${HELP_WORDS[category]}（${sheetWords.urgent}）` : HELP_WORDS[category],
    building: buildingWord(place),
    promised: assignee ? sayInstant(toLocal(assignee.promisedAt), toLocal(now)) : sheetWords.nobody,
    owner: ownerId === requesterId ? sheetWords.resident : (names.get(ownerId) ?? sheetWords.system),
    helper: assignee ? (names.get(assignee.personId) ?? sheetWords.nobody) : sheetWords.nobody,
  }
}

/** 1 Monday to 7, in Asia/Shanghai. */
function weekdayOf(now: Date): number {
  return ((new Date(`${toLocal(now)}:00Z`).getUTCDay() + 6) % 7) + 1
}

function dutyLines({ roster }: DayAtHand, now: Date): string[] {
  const nameOf = (id: string) => roster.staff.filter((person) => person.id === id).map(addressOf)[0] ?? ''
  const today = roster.shifts
    .filter(({ days }) => days.includes(weekdayOf(now)))
    .sort((a, b) => a.from.localeCompare(b.from))
    .map(({ personId, from, to }) => `${from}–${to} ${nameOf(personId)}`)
  const next = roster.next
  return [
    ...(roster.now ? [sheetWords.onDuty(addressOf(roster.now.person), DUTY_REASON_WORDS[roster.now.reason])] : []),
    ...(next ? [sheetWords.next(addressOf(next.person), sayInstant(toLocal(next.at), toLocal(now)))] : []),
    today.length === 0 ? sheetWords.noShift : `${sheetWords.todaysShifts}：${today.join('，')}`,
  ]
}

/** The day on paper: duty on top, then what is under way, by state in the order of the work. */
export function presentDaySheet(day: DayAtHand, now: Date): DaySheet {
  const { stationName, requests, names } = day
  const groupOf = (status: Status) => ({
    state: STATUS_WORDS[status],
    lines: requests.filter((request) => request.status === status).map((request) => lineOf(request, names, now)),
  })
  const [date = '', clock = ''] = toLocal(now).split('T')
  return {
    title: sheetWords.title(stationName, date),
    printedAt: sheetWords.printedAt(`${date} ${clock}`),
    duty: dutyLines(day, now),
    groups: STATUSES.filter(isAlive)
      .map(groupOf)
      .filter(({ lines }) => lines.length > 0),
  }
}

import { stick } from './stick.ts'

/** Hours by which people place a service: before supper, after work. Source: the bounds of the parts of the day in the frame's contract. */
const EVENTS: readonly (readonly [event: string, before: number | undefined, after: number | undefined])[] = [
  ['早饭|早餐|早点心', 8, 9],
  ['午饭|中饭|晌午饭|晌饭|午餐', 11, 13],
  ['晚饭|晚餐|夜饭|晚夕饭', 18, 19],
  ['午睡|午觉|睡午觉|午休', 13, undefined],
  ['睡觉|睡|临睡|睡觉觉', 21, undefined],
  ['下班|下晚班|收工|放工|散工', 18, 18],
  ['上班', 8, undefined],
  ['天黑|擦黑|黑天', 18, undefined],
]
const NAMES = EVENTS.map(([event]) => event).join('|')
const MEALS = EVENTS.slice(0, 3)
  .map(([event]) => event)
  .join('|')
const EVENT = new RegExp(
  `(?:在|吃完|吃过|吃)?(?<!楼)(?<event>${NAMES})(?:之前|以前|前(?![面台天边])|(?<after>之后|以后|过后|后(?=来[陪看接取送帮])|后(?![面天来边门悔])))|(?:吃完|吃过)(?<eaten>${MEALS})(?![前后之以])`,
  'y',
)

/** 晚饭前, 睡前, 下班后: an hour and its side. */
export function eventAt(
  text: string,
  at: number,
): { hour: number; relation: 'before' | 'after'; end: number } | undefined {
  const match = stick(EVENT, text, at)
  const said = match?.groups?.event ?? match?.groups?.eaten
  const row = EVENTS.find(([event]) => event.split('|').includes(said ?? ''))
  if (!match || !row) return undefined
  const isAfter = (match.groups?.after ?? match.groups?.eaten) !== undefined
  const hour = isAfter ? row[2] : row[1]
  return hour === undefined ? undefined : { hour, relation: isAfter ? 'after' : 'before', end: at + match[0].length }
}

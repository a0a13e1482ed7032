import { parseScript } from '../../server/app/replay/script.ts'
import type { Script } from '../../server/app/replay/script.ts'

type Fields = Record<string, unknown>

/** The community of most scenes: who lives there, who helps, who is on duty. */
export const CAST: Record<string, Fields> = {
  wang: {
    name: '王阿姨',
    role: 'resident',
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    phone: '13812345678',
  },
  sun: { name: '孙建国', role: 'resident' },
  chen: {
    name: '陈奶奶',
    role: 'resident',
    address: { zone: '3', building: '2', unit: '1', floor: '5', room: '501' },
    phone: '13900001111',
    groups: ['elderly', 'alone'],
  },
  lin: {
    name: '林芳',
    role: 'resident',
    address: { zone: '1', building: '3', unit: '2', room: '301' },
    household: [
      { relation: '妈妈', name: '林妈妈', address: { zone: '6', building: '12', unit: '1', floor: '2', room: '203' } },
    ],
  },
  li: { name: '小李', role: 'volunteer', skills: ['produce', 'parcel'], zones: ['6'] },
  he: { name: '小何', role: 'volunteer', skills: ['escort', 'errand'], zones: ['3', '6'] },
  qin: { name: '勤务员小店', role: 'enterprise', skills: ['produce', 'daily_goods'] },
  zhao: { name: '赵社工', role: 'station_worker', onDuty: true },
}

/** Some of the cast, with changes: `castOf(['wang', 'li'], { li: { private: false } })`. */
export function castOf(ids: string[] = Object.keys(CAST), changes: Record<string, Fields> = {}): Fields[] {
  return ids.map((id) => ({ id, ...CAST[id], ...changes[id] }))
}

const DAY = Date.parse('2026-11-22T00:00:00+08:00')
const LINE = /^(?:\+(?<days>\d+) )?(?<time>\d\d:\d\d(?::\d\d)?)\s+(?<rest>.+)$/su
const SAID = /^(?<from>\S+) (?<where>[#@>]\d?) ?(?<text>.*?)(?<more> ?\{".*\})?$/su
const DIRECTS = /^(?<staff>\S+) ! (?<act>approve|reject|assign) (?<request>\S+)(?: (?<rest>.+))?$/u

/**
 * Reads a scene, a line each, on Sunday 22 November 2026 (`+1` the next day):
 * `10:00 wang # text` in the group, `10:00 wang @ text` with the assistant named, `10:00 wang > text` in private, `+1 09:00 wait`,
 * `10:00 zhao ! assign $1 li`; further fields as JSON at the end: `10:00 wang # {"kind":"voice"}`. `#2` is the second room.
 */
export function sceneOf(lines: string | string[], people: Fields[] = castOf(), rooms: Fields[] = ROOMS): Script {
  const rows = (typeof lines === 'string' ? lines.split('\n') : lines).filter((line) => line.trim() !== '')
  const setup = JSON.stringify({ setup: { rooms, people } })
  return parseScript([setup, ...rows.map((line) => JSON.stringify(rowOf(line.trimStart())))].join('\n'))
}

const ROOMS: Fields[] = [
  { id: 'g1', topic: '海威益民一群' },
  { id: 'g2', topic: '海威益民二群' },
]

function rowOf(line: string): Fields {
  const { days = '0', time = '', rest = '' } = LINE.exec(line)?.groups ?? {}
  if (!time) throw new Error(`not a line of a scene: ${line}`)
  const at = new Date(DAY + Number(days) * 86_400_000 + clockMs(time)).toISOString()
  if (rest === 'wait') return { at, wait: true }
  const directs = DIRECTS.exec(rest)?.groups
  if (directs) return { at, ...directed(directs) }
  const said = SAID.exec(rest)?.groups
  if (!said) throw new Error(`not a line of a scene: ${line}`)
  const { from, where = '#', text, more } = said
  const place = where.startsWith('>')
    ? { private: true }
    : { room: `g${where.slice(1) || '1'}`, ...(where.startsWith('@') ? { mention: true } : {}) }
  return { at, from, ...place, text, ...(more ? (JSON.parse(more) as Fields) : {}) }
}

function directed({ staff, act, request, rest }: Record<string, string | undefined>): Fields {
  const end = act === 'assign' ? { to: rest } : rest ? { reason: rest } : {}
  return { staff, do: act, request, ...end }
}

function clockMs(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return (hours * 3_600 + minutes * 60 + seconds) * 1_000
}

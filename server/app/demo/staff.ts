import type { Shift } from '../../duty/index.ts'
import type { PersonDraft } from '../../people/index.ts'
import { DEMO_STATION, ROOM_ONE, ROOM_TWO } from './community.ts'

type Draft = PersonDraft & { id: string }

function staff(parts: Omit<Draft, 'stationId'>): Draft {
  return {
    stationId: DEMO_STATION,
    chatIds: [`sandbox:${parts.id}`],
    canBeWrittenTo: true,
    verified: true,
    rooms: [ROOM_ONE, ROOM_TWO],
    ...parts,
  }
}

export const DEMO_STAFF: Draft[] = [
  staff({
    id: 'zhao',
    name: '赵社工',
    role: 'station_worker',
    phone: '19900000041',
    about: '社工，周一到周五早班，审核和派单',
  }),
  staff({ id: 'qian', name: '钱社工', role: 'station_worker', phone: '19900000042', about: '社工，周一到周五晚班' }),
  staff({
    id: 'lin',
    name: '林社工',
    role: 'station_worker',
    phone: '19900000043',
    about: '社工，周末值班，跟着老人和病人',
  }),
  staff({
    id: 'zheng',
    name: '郑站长',
    role: 'station_director',
    phone: '19900000044',
    about: '站长，没人管的事最后到她这里',
  }),
]

const WORKDAYS = [1, 2, 3, 4, 5]

export const DEMO_SHIFTS: Shift[] = [
  { personId: 'zhao', days: WORKDAYS, from: '08:00', to: '14:00' },
  { personId: 'qian', days: WORKDAYS, from: '14:00', to: '21:00' },
  { personId: 'lin', days: [6, 7], from: '08:00', to: '21:00' },
]

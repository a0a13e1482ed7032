import type { Enterprise, Zone } from '@yimin/shared/organisations/contract'
import { EVERY_DAY } from '@yimin/shared/organisations/hours'
import type { StationDraft } from '../../organisations/index.ts'

/** The demo community is made up: no person, number or shop in it exists. */
export const DEMO_STATION = 'haiwei'
export const ROOM_ONE = 'sandbox:g1'
export const ROOM_TWO = 'sandbox:g2'

function zone(name: string, buildings: number, units: number, floors: number): Zone {
  return { name, buildings: Array.from({ length: buildings }, (_, i) => ({ name: String(i + 1), units, floors })) }
}

export const DEMO_STATION_DRAFT: StationDraft = {
  id: DEMO_STATION,
  name: '昆北街道社工站',
  community: '海威社区',
  phone: '0472-0000000',
  // Whoever tries the product out is one tap away from the desk; no person of the demo exists.
  // Whoever tries it at night wants to see somebody come.
  settings: { security: { staffSecondFactor: false }, dispatch: { quietHours: null } },
  zones: [zone('6', 12, 4, 6), zone('7', 10, 3, 6), zone('8', 14, 2, 11), zone('9', 8, 4, 6)],
  rooms: [
    { chatId: ROOM_ONE, topic: '海威益民一群' },
    { chatId: ROOM_TWO, topic: '海威益民二群' },
  ],
  words: {
    estates: ['海威小区', '海威社区'],
    zones: ['6', '7', '8', '9'],
    nicknames: [
      { name: '老楼', address: { zone: '6', building: '1' } },
      { name: '邮局楼', address: { zone: '7', building: '2' } },
    ],
    shopGoods: [
      { name: '莜面', category: 'daily_goods' },
      { name: '焙子', category: 'daily_goods' },
      { name: '沙葱', category: 'produce' },
      { name: '奶豆腐', category: 'produce' },
    ],
    extraGoods: [{ name: '酸粥', category: 'meal' }],
  },
}

export const DEMO_ENTERPRISES: Enterprise[] = [
  {
    id: 'qinwuyuan',
    stationId: DEMO_STATION,
    name: '勤务员小店',
    categories: ['produce', 'daily_goods'],
    hours: [{ days: EVERY_DAY, from: '07:00', to: '22:00' }],
    deliveryZones: [],
  },
  {
    id: 'laobing',
    stationId: DEMO_STATION,
    name: '老兵菜店',
    categories: ['produce'],
    hours: [{ days: EVERY_DAY, from: '06:00', to: '19:00' }],
    deliveryZones: ['6', '7'],
  },
  {
    id: 'shitang',
    stationId: DEMO_STATION,
    name: '海威食堂',
    categories: ['meal'],
    hours: [{ days: EVERY_DAY, from: '06:30', to: '19:30' }],
    deliveryZones: [],
  },
]

import { EVERY_DAY } from '@yimin/shared/organisations/hours'
import type { HelperTerms, PersonDraft } from '../../people/index.ts'
import { DEMO_STATION, ROOM_ONE, ROOM_TWO } from './community.ts'

type Draft = PersonDraft & { id: string }
type Parts = Omit<Draft, 'stationId' | 'helper'> & Partial<HelperTerms>

const WORKDAYS = [1, 2, 3, 4, 5]
const WEEKEND = [6, 7]

function helper({ skills = [], zones = [], freeHours = [], ...parts }: Parts): Draft {
  return {
    stationId: DEMO_STATION,
    chatIds: [`sandbox:${parts.id}`],
    canBeWrittenTo: true,
    verified: true,
    rooms: [ROOM_ONE, ROOM_TWO],
    ...parts,
    helper: { skills, zones, freeHours },
  }
}

function volunteer(parts: Omit<Parts, 'role'>): Draft {
  return helper({ role: 'volunteer', ...parts })
}

function shop(parts: Omit<Parts, 'role'>): Draft {
  return helper({ role: 'enterprise', ...parts })
}

/** Some are free at any hour, so that a newcomer finds help whenever he tries. */
export const DEMO_HELPERS: Draft[] = [
  volunteer({
    id: 'li',
    name: '小李',
    phone: '19900000021',
    skills: ['produce', 'daily_goods', 'parcel', 'errand'],
    zones: ['6', '7'],
    about: '志愿者，管六区七区，跑腿送菜，全天有空',
  }),
  volunteer({
    id: 'qiu',
    name: '邱哥',
    phone: '19900000022',
    skills: ['parcel', 'errand', 'recycling', 'daily_goods', 'produce'],
    about: '志愿者，有辆三轮车，四个区都跑，全天有空',
  }),
  volunteer({
    id: 'he',
    name: '小何',
    phone: '19900000023',
    skills: ['errand', 'escort', 'medicine'],
    zones: ['7', '8'],
    freeHours: [
      { days: WORKDAYS, from: '17:30', to: '21:00' },
      { days: WEEKEND, from: '08:00', to: '20:00' },
    ],
    about: '志愿者，上班族，晚上和周末有空，陪诊买药',
  }),
  volunteer({
    id: 'bai',
    name: '白大姐',
    phone: '19900000024',
    skills: ['companionship', 'childcare', 'meal'],
    zones: ['8', '9'],
    freeHours: [{ days: EVERY_DAY, from: '09:00', to: '18:00' }],
    about: '志愿者，退休了，陪老人说话、接孩子',
  }),
  volunteer({
    id: 'luo',
    name: '罗师傅',
    phone: '19900000025',
    skills: ['repair'],
    freeHours: [{ days: EVERY_DAY, from: '08:00', to: '19:00' }],
    about: '志愿者，老电工，修水电门锁',
  }),
  volunteer({
    id: 'xu',
    name: '徐护士',
    phone: '19900000026',
    skills: ['nursing', 'medicine', 'escort'],
    freeHours: [{ days: EVERY_DAY, from: '08:00', to: '20:00' }],
    about: '志愿者，退休护士，量血压、换药、陪诊',
  }),
  volunteer({
    id: 'song',
    name: '宋老师',
    phone: '19900000027',
    skills: ['digital', 'culture', 'companionship'],
    zones: ['6', '7', '9'],
    freeHours: [
      { days: WEEKEND, from: '09:00', to: '17:00' },
      { days: [2, 4], from: '14:00', to: '17:00' },
    ],
    about: '志愿者，教老人用手机，周末有空',
  }),
  volunteer({
    id: 'shen',
    name: '沈姐',
    phone: '19900000028',
    zones: ['9'],
    freeHours: [{ days: EVERY_DAY, from: '07:00', to: '21:00' }],
    about: '志愿者，住九区，什么跑腿的活都肯干',
  }),
  shop({
    id: 'qin',
    name: '勤务员小店',
    phone: '19900000031',
    enterpriseId: 'qinwuyuan',
    skills: ['produce', 'daily_goods'],
    about: '社区小店，米面油和菜都有，送货上门',
  }),
  shop({
    id: 'lao',
    name: '老兵菜店',
    phone: '19900000032',
    enterpriseId: 'laobing',
    skills: ['produce'],
    zones: ['7', '8'],
    freeHours: [{ days: EVERY_DAY, from: '06:00', to: '19:00' }],
    about: '退役军人开的菜店，早上六点开门，送七区八区',
  }),
  shop({
    id: 'shi',
    name: '海威食堂',
    phone: '19900000033',
    enterpriseId: 'shitang',
    skills: ['meal'],
    freeHours: [{ days: EVERY_DAY, from: '06:30', to: '19:30' }],
    about: '社区食堂，一日三餐，可以送到家',
  }),
]

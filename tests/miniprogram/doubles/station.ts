import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import type { OwnerView } from '@yimin/shared/people/contract'
import type { Answer, Knock } from './server.ts'

/** A person as the server shows her to herself. */
export function aMe(over: Partial<OwnerView> = {}): OwnerView {
  return {
    id: 'wang',
    version: 3,
    name: '王阿姨',
    role: 'resident',
    roleWord: '居民',
    spokenTo: '王阿姨',
    phone: '19900000001',
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    household: [
      { id: 'm1', relation: '妈妈', name: '老太太', address: { zone: '7', building: '1' }, homeKnown: true },
      { id: 'm2', relation: '爱人', name: '老许', homeKnown: false },
    ],
    station: { id: 'haiwei', name: '昆北街道社工站', phone: '0472-0000001' },
    secondFactorNeeded: false,
    abilities: { seeQueue: false, takeOffers: false, askForHelp: true, rename: false },
    ...over,
  }
}

const NOTHING = {
  confirm: false, cancel: false, finish: false, reopen: false, change: false, rate: false, remind: false,
} // prettier-ignore

/** One request, whole, as the server shows it to its owner. */
export function aWhole(over: Partial<Omit<MyRequestView, 'abilities'>> & { may?: Partial<MyRequestView['abilities']> } = {}): MyRequestView {
  const { may, ...rest } = over
  return {
    code: 'A102',
    status: 'draft',
    statusWord: '记下',
    step: 0,
    summary: '1袋米',
    place: '6区9栋',
    statusLine: 'A102：等您回一句“对”就去找人。',
    kindWord: '送日用品',
    goods: true,
    items: [{ name: '米', quantity: 1, unit: '袋' }],
    whenWord: '明天上午',
    area: { zone: '6', building: '9' },
    said: ['帮我买1袋米'],
    late: false,
    history: [{ at: '2026-11-22T10:00:00+08:00', time: '10点', word: '记下了' }],
    version: 1,
    abilities: { ...NOTHING, ...may },
    at: '2026-11-22T10:00:00+08:00',
    ...rest,
  }
} // prettier-ignore

export const STATION = {
  name: '昆北街道社工站',
  community: '海威社区',
  phone: '0472-0000001',
  estates: ['海威小区'],
  zones: [
    { name: '6', word: '6区', buildings: [{ name: '9', word: '9栋' }] },
    { name: '7', word: '7区', buildings: [{ name: '1', word: '1栋' }] },
  ],
}

/** What a route answers in one test: a value, a refusal, or what it makes of the knock. */
export type Answers = Record<string, unknown>

/** A refusal as the server sends it. */
export function refusal(statusCode: number, error: string, message: string, fields: object[] = []): Answer {
  return { statusCode, data: { error, message, fields } }
}

/** Answers by method and path, the first that fits; everything else is left to the small server of the ask page. */
export function answerFrom(answers: Answers, { method, url }: Knock): Answer | undefined {
  const path = url.split('?')[0] ?? ''
  const found = answers[`${method} ${path}`]
  if (found === undefined) return undefined
  const isRefusal = typeof found === 'object' && found !== null && 'statusCode' in found
  return isRefusal ? (found as Answer) : { statusCode: 200, data: JSON.parse(JSON.stringify(found)) as unknown }
}

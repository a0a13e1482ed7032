import type { OfferView } from '@yimin/shared/dispatch/contract'
import type { ExchangeView } from '@yimin/shared/dispatch/exchangesContract'
import type { HelperTermsView, RecordView } from '@yimin/shared/dispatch/serviceContract'
import type { TaskView } from '@yimin/shared/dispatch/tasksContract'
import { server } from './server.ts'
import type { Answer, Knock } from './server.ts'

export function anOffer(over: Partial<OfferView> = {}): OfferView {
  return {
    code: 'A102',
    help: '送菜',
    need: '2斤西红柿，共15元内',
    place: '6区9栋',
    when: '今天11点前',
    urgent: false,
    why: '你离得近，你今天还没接单。',
    since: '2026-11-22T10:00:00+08:00',
    abilities: { accept: true, refuse: true },
    ...over,
  }
}

export function aTask(over: Partial<TaskView> = {}): TaskView {
  return {
    code: 'A102',
    help: '送菜',
    items: ['2斤西红柿'],
    budget: '15元',
    place: '6区9栋',
    door: '2单元4楼',
    photos: [],
    spokenTo: '王阿姨',
    maskedPhone: '138****5678',
    promisedTime: '11点',
    promisedAt: '2026-11-22T11:00:00+08:00',
    late: false,
    urgent: false,
    next: 'start',
    handover: 'code',
    codeTriedOut: false,
    withoutCode: ['in_person', 'forgotten', 'left_at_door', 'given_to_other', 'other'],
    abilities: { call: true, photo: true, postpone: true, swap: true, exchange: false },
    ...over,
  }
}

/** The server as a helper meets it; a test changes what it holds and what it refuses. */
export const desk = {
  role: 'volunteer' as 'volunteer' | 'resident',
  offers: [] as OfferView[],
  paused: undefined as string | undefined,
  tasks: [] as TaskView[],
  trips: undefined as string[][] | undefined,
  /** With whom an errand may be exchanged. */
  partners: [] as ExchangeView[],
  terms: { version: 0, skills: ['produce'], zones: [], freeHours: [] } as HelperTermsView['terms'],
  record: { months: [], items: [], rule: '只算确认过的。' } as RecordView,
  /** Answers of writes, by the end of their path. */
  refusals: {} as Record<string, { statusCode: number; error: string; message: string; fields?: unknown[] }>,
  /** Codes of errands that are no longer mine. */
  gone: [] as string[],
  writes: [] as { path: string; body: unknown; key: string | undefined }[],

  open() {
    server.reset()
    Object.assign(desk, {
      role: 'volunteer',
      offers: [],
      paused: undefined,
      tasks: [],
      trips: undefined,
      partners: [],
      gone: [],
      refusals: {},
      writes: [],
    })
    Object.assign(desk, { terms: { version: 0, skills: ['produce'], zones: [], freeHours: [] } })
    Object.assign(desk, { record: { months: [], items: [], rule: '只算确认过的。' } })
    jest.spyOn(server, 'answer').mockImplementation(async (knock) => {
      server.knocks.push(knock)
      await Promise.resolve()
      if (server.line === 'down') throw new TypeError('Failed to fetch')
      return answerOf(knock)
    })
  },
}

function answerOf(knock: Knock): Answer {
  const { url, method } = knock
  if (url === '/api/hello') return ok(server.hello)
  if (url === '/api/me') {
    const helps = desk.role === 'volunteer'
    return ok({ id: 'li', spokenTo: '小李', abilities: { askForHelp: true, takeOffers: helps, seeQueue: false } })
  }
  if (method !== 'GET') return written(knock)
  if (url === '/api/me/offers')
    return ok({ items: desk.offers, inHand: desk.tasks.length, ...(desk.paused ? { paused: desk.paused } : {}) })
  if (url === '/api/me/tasks')
    return ok({ stops: stops(), why: '按楼排好了，同一栋一趟办完。', ...(desk.trips && { trips: desk.trips }) })
  if (url.endsWith('/exchanges')) return ok({ items: desk.partners })
  if (url === '/api/me/helper-terms') return ok(termsView())
  if (url === '/api/me/record') return ok(desk.record)
  return nothing
}

const nothing: Answer = { statusCode: 404, data: { error: 'not_found', message: '没有找到。', fields: [] } }

function written({ url, data, header }: Knock): Answer {
  desk.writes.push({ path: url, body: data, key: header['Idempotency-Key'] })
  const act = url.split('/').at(-1) ?? ''
  const refusal = desk.refusals[act]
  if (refusal) {
    const { statusCode, error, message, fields = [] } = refusal
    return { statusCode, data: { error, message, fields } }
  }
  const code = url.split('/').at(-2) ?? ''
  if (desk.gone.includes(code)) return nothing
  const task = desk.tasks.find((one) => one.code === code)
  if (url === '/api/me/way/start') {
    for (const one of desk.tasks) if (one.next === 'start') one.next = 'arrive'
    return ok({ started: desk.tasks.length, reply: '好，都告诉了。' })
  }
  if (act === 'call') return ok({ phone: '13812345678' })
  if (act === 'start' && task) task.next = 'arrive'
  if (act === 'arrival' && task) task.next = 'handOver'
  if (act === 'handover' || act === 'release') desk.tasks = desk.tasks.filter((one) => one !== task)
  if (act === 'refusal') desk.offers = desk.offers.filter((one) => one.code !== code)
  if (act === 'helper-terms') {
    Object.assign(desk, { terms: { ...data, version: desk.terms.version + 1 } })
    return ok(termsView())
  }
  return ok({ code, codes: [code], reply: `${act}：好。` })
}

function termsView(): HelperTermsView {
  const skills = [
    { value: 'produce', word: '送菜' },
    { value: 'parcel', word: '取送快递' },
  ]
  const genders = [
    { value: 'woman', word: '女' },
    { value: 'man', word: '男' },
  ]
  const languages = [
    { value: 'mongolian', word: '蒙语' },
    { value: 'sign', word: '手语' },
  ]
  return { terms: desk.terms, choices: { skills, zones: [{ value: '6', word: '6区' }], genders, languages } }
}

function stops() {
  const places = [...new Set(desk.tasks.map(({ place }) => place))]
  return places.map((place) => ({ place, tasks: desk.tasks.filter((task) => task.place === place) }))
}

function ok(data: unknown): Answer {
  return { statusCode: 200, data: JSON.parse(JSON.stringify(data)) }
}

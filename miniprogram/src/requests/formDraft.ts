import type { Gender, Language } from '@yimin/shared/people/wishes'
import type { FormKind, FormTime, RequestForm } from '@yimin/shared/myRequests/contract'
import type { LastOrder, Me, MyStation } from '../api/routes.ts'
import { filledParts } from '../station/address.ts'
import type { FilledAddress } from '../station/address.ts'
import { commonGoods, requestWords as words } from './words.ts'
import type { Tile, Way } from './words.ts'

export interface ChosenItem {
  name: string
  quantity: number
  unit: string
}

/** What was chosen so far; it stays on the phone until it is sent. */
export interface FormDraft {
  tile?: string
  kind?: FormKind
  items: ChosenItem[]
  phrases: string[]
  note: string
  /** Yuan, as it was typed. */
  budget: string
  time: ChosenMoment
  who: 'me' | 'member' | 'other'
  memberId?: string
  name: string
  where?: 'home' | 'member' | 'other'
  address: FilledAddress
  phone: string
  /** How many people at once. */
  helpers: number
  /** `any` where nothing is wished. */
  gender: 'any' | Gender
  language: 'any' | Language
}

export interface ChosenMoment {
  choice: FormTime
  /** `YYYY-MM-DD` and `HH:mm`, where a time of one's own is chosen. */
  day?: string
  hour?: string
}

/** In the evening nobody wants something for today any more. */
const EVENING_HOUR = 18

export function emptyForm(hour: number): FormDraft {
  return {
    items: [],
    phrases: [],
    note: '',
    budget: '',
    time: { choice: hour >= EVENING_HOUR ? 'tomorrow_morning' : 'today' },
    who: 'me',
    name: '',
    address: {},
    phone: '',
    helpers: 1,
    gender: 'any',
    language: 'any',
  }
}

/** What a tile begins with: its kind where it stands for one, and the usual time of it. */
export function begun({ value, kind }: Pick<Tile, 'value' | 'kind'>): Partial<FormDraft> {
  return {
    tile: value,
    items: [],
    phrases: [],
    note: '',
    budget: '',
    ...(kind === undefined ? { kind } : asKind(kind)),
  }
}

/** Who goes along to a hospital goes in the morning, and on another day. */
export function asKind(kind: FormKind): Partial<FormDraft> {
  return { kind, phrases: [], ...(kind === 'escort' ? { time: { choice: 'tomorrow_morning' } } : {}) }
}

/** By a tap on one of several wishes; another tap takes it back. */
export function chosenWay(draft: FormDraft, tile: Tile, way: Way): Partial<FormDraft> {
  if (isChosen(draft, way)) return { kind: tile.kind, phrases: [] }
  return { ...asKind(way.kind), phrases: way.said ? [way.word] : [] }
}

export function isChosen({ kind, phrases }: FormDraft, way: Way): boolean {
  return kind === way.kind && (!way.said || phrases.includes(way.word))
}

/** The same as the last time: what, what was said besides, and how much it may cost. */
export function likeLast({
  items,
  note = '',
  budgetFen,
}: LastOrder): Pick<FormDraft, 'items' | 'note' | 'phrases' | 'budget'> {
  const chosen = items.map(({ name, quantity, unit }) => ({
    name,
    quantity: quantity ?? 1,
    unit: unit ?? words.ownUnit,
  }))
  return { items: chosen, note, phrases: [], budget: budgetFen === undefined ? '' : String(budgetFen / 100) }
}

/** Where it goes unless something else is chosen: home for oneself, her own home for a relative that has one. */
export function whereOf({ who, memberId, where }: FormDraft, me: Me): 'home' | 'member' | 'other' {
  if (where !== undefined) return where
  const member = me.household.find(({ id }) => id === memberId)
  if (who === 'member' && member?.homeKnown) return 'member'
  return who !== 'other' && me.address ? 'home' : 'other'
}

/** Where a scanned poster hangs. */
interface Spot {
  zone?: string
  building?: string
}

/**
 * Whoever has no home on record and scanned the poster of a building stands in it: the building is chosen already, until she
 * writes another one. A poster of another station's map says nothing here.
 */
export function atPoster(draft: FormDraft, me: Me, zones: MyStation['zones'] = [], spot: Spot = {}): FormDraft {
  const { zone, building } = spot
  const known = zones.find(({ name }) => name === zone)?.buildings.some(({ name }) => name === building)
  const isHers = me.address !== undefined || Object.keys(draft.address).length > 0
  return known && !isHers ? { ...draft, address: { zone, building } } : draft
}

/** The body of the route: only what was chosen. It was read back beside the button, so this is the yes to it. */
export function bodyOf(draft: FormDraft, kind: FormKind, me: Me): RequestForm {
  const note = [...draft.phrases, draft.note.trim()].filter((words) => words !== '').join('，')
  const where = whereOf(draft, me)
  return {
    kind,
    items: draft.items,
    when: timeOf(draft.time),
    who: {
      kind: draft.who,
      ...(draft.who === 'member' && draft.memberId ? { memberId: draft.memberId } : {}),
      ...(draft.who === 'other' && draft.name.trim() !== '' ? { name: draft.name.trim() } : {}),
    },
    where: { kind: where, ...(where === 'other' ? { address: filledParts(draft.address) } : {}) },
    ...(note === '' ? {} : { note }),
    ...(isBrought(kind) ? {} : whoComesOf(draft)),
    ...fenOf(draft.budget),
    ...(draft.phone.trim() === '' ? {} : { phone: draft.phone.trim() }),
    agreed: true,
  }
}

export function timeOf({ choice, day, hour }: ChosenMoment): RequestForm['when'] {
  return choice === 'at' && day && hour ? { choice, at: `${day}T${hour}` } : { choice }
}

/** Nothing for an empty field; what is no number goes as it is, and the server names the field. */
export function fenOf(yuan: string): { budgetFen?: number } {
  return yuan.trim() === '' ? {} : { budgetFen: Math.round(Number(yuan.replace(/[^\d.]/g, '')) * 100) }
}

/** How many come and who is asked where somebody works with her, not where goods are brought: what was chosen before stays unsaid there. */
function whoComesOf(draft: FormDraft): Pick<RequestForm, 'helpersNeeded' | 'wish'> {
  return { ...(draft.helpers > 1 ? { helpersNeeded: draft.helpers } : {}), ...wishOf(draft) }
}

/** Goods are brought; with all else somebody comes to work with her. */
export function isBrought(kind: FormKind): boolean {
  return commonGoods[kind] !== undefined
}

/** Nothing where nothing is wished. */
export function wishOf({ gender, language }: Pick<FormDraft, 'gender' | 'language'>): Pick<RequestForm, 'wish'> {
  if (gender === 'any' && language === 'any') return {}
  return { wish: { ...(gender === 'any' ? {} : { gender }), ...(language === 'any' ? {} : { language }) } }
}

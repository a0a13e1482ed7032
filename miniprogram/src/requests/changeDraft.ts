import type { Gender, Language } from '@yimin/shared/people/wishes'
import type { Me, MyRequest } from '../api/routes.ts'
import { filledParts } from '../station/address.ts'
import type { FilledAddress } from '../station/address.ts'
import { fenOf, timeOf, wishOf } from './formDraft.ts'
import type { ChosenItem, ChosenMoment } from './formDraft.ts'
import { UNTOUCHED } from './TimeChooser.tsx'
import { requestWords as words } from './words.ts'

/** What the sheet of changes holds; only what differs from the request is sent. */
export interface ChangeDraft {
  items: ChosenItem[]
  /** Yuan, as it was typed. */
  budget: string
  time: ChosenMoment
  /** Absent while the place stays. */
  address?: FilledAddress
  /** `SAME`, `ME`, `OTHER` or the id of a relative. */
  who: string
  name: string
  phone: string
  helpers: number
  gender: 'any' | Gender
  language: 'any' | Language
  note: string
}

export const SAME = 'same'
export const ME = 'me'
export const OTHER = 'other'

export function draftOf(request: MyRequest): ChangeDraft {
  return {
    items: request.items.map(chosenOf),
    budget: request.budgetFen === undefined ? '' : String(request.budgetFen / 100),
    time: { choice: UNTOUCHED },
    who: SAME,
    name: '',
    phone: '',
    helpers: request.seats?.needed ?? 1,
    gender: request.wish?.gender ?? 'any',
    language: request.wish?.language ?? 'any',
    note: '',
  }
}

/** The body of the route, the version always with it. */
export function changeOf(draft: ChangeDraft, request: MyRequest, me: Me | undefined): Record<string, unknown> {
  const before = draftOf(request)
  const fen = fenOf(draft.budget)
  const { items, time, phone, note, helpers } = draft
  return {
    version: request.version,
    ...(items.length > 0 && !same(items, before.items) ? { items } : {}),
    ...(fen.budgetFen === request.budgetFen ? {} : fen),
    ...(time.choice === UNTOUCHED ? {} : { when: timeOf(time) }),
    ...whoAndWhere(draft, request, me),
    ...(phone.trim() === '' || draft.who === SAME || draft.who === ME ? {} : { phone: phone.trim() }),
    ...(helpers === before.helpers ? {} : { helpersNeeded: helpers }),
    ...(draft.gender === before.gender && draft.language === before.language ? {} : { wish: wishOf(draft).wish ?? {} }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }
}

/** A place that was filled in goes before any home; without one it goes to the home of whoever it is for, if that is known. */
function whoAndWhere({ who, name, address }: ChangeDraft, { area }: MyRequest, me: Me | undefined) {
  const place = address === undefined || isSame(address, area) ? {} : { address: filledParts(address) }
  if (who === SAME) return place
  const chosen =
    who === ME ? { kind: ME } : who === OTHER ? { kind: OTHER, name: name.trim() } : { kind: 'member', memberId: who }
  if (address !== undefined) return { who: chosen, ...place }
  const home = homeOf(who, me)
  return { who: chosen, ...(home === undefined ? {} : { where: { kind: home } }) }
}

/** Whose home is on record. */
export function homeOf(who: string, me: Me | undefined): 'home' | 'member' | undefined {
  if (who === ME) return me?.address ? 'home' : undefined
  return me?.household.find(({ id }) => id === who)?.homeKnown ? 'member' : undefined
}

function isSame(address: FilledAddress, area: MyRequest['area']): boolean {
  const parts = Object.entries(filledParts(address))
  return (
    parts.length === Object.keys(area).length && parts.every(([part, said]) => area[part as keyof typeof area] === said)
  )
}

function chosenOf({ name, quantity, unit }: MyRequest['items'][number]): ChosenItem {
  return { name, quantity: quantity ?? 1, unit: unit ?? words.ownUnit }
}

function same(a: readonly ChosenItem[], b: readonly ChosenItem[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

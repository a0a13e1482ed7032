import type { FormKind, FormTime, RequestForm } from '@yimin/shared/myRequests/contract'
import type { Me } from '../api/routes.ts'
import { filledParts } from '../station/address.ts'
import type { FilledAddress } from '../station/address.ts'

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
  }
}

/** Where it goes unless something else is chosen: home for oneself, her own home for a relative that has one. */
export function whereOf({ who, memberId, where }: FormDraft, me: Me): 'home' | 'member' | 'other' {
  if (where !== undefined) return where
  const member = me.household.find(({ id }) => id === memberId)
  if (who === 'member' && member?.homeKnown) return 'member'
  return who !== 'other' && me.address ? 'home' : 'other'
}

/** The body of the route: only what was chosen. */
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
    ...fenOf(draft.budget),
    ...(draft.phone.trim() === '' ? {} : { phone: draft.phone.trim() }),
  }
}

export function timeOf({ choice, day, hour }: ChosenMoment): RequestForm['when'] {
  return choice === 'at' && day && hour ? { choice, at: `${day}T${hour}` } : { choice }
}

/** Nothing for an empty field; what is no number goes as it is, and the server names the field. */
export function fenOf(yuan: string): { budgetFen?: number } {
  return yuan.trim() === '' ? {} : { budgetFen: Math.round(Number(yuan.replace(/[^\d.]/g, '')) * 100) }
}

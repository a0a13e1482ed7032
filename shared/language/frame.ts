/**
 * The frame: what one chat message means. One message in, one frame out.
 * A field that the message does not state is absent: never null, never guessed.
 */
export const INTENTS = [
  'request',
  'amend',
  'cancel',
  'status',
  'accept',
  'release',
  'complete',
  'feedback',
  'report',
  'consult',
  'register',
  'emergency',
  'other',
] as const
export type Intent = (typeof INTENTS)[number]

export const CATEGORIES = [
  'produce',
  'daily_goods',
  'meal',
  'medicine',
  'parcel',
  'errand',
  'housekeeping',
  'repair',
  'nursing',
  'escort',
  'companionship',
  'counselling',
  'childcare',
  'digital',
  'recycling',
  'culture',
  'welfare',
  'governance',
  'legal',
  'volunteering',
  'other',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Special groups 一老一小一困一残, with pregnant women, patients and those who live alone. In this order in every list. */
export const GROUPS = ['pregnant', 'elderly', 'child', 'disabled', 'hardship', 'alone', 'patient'] as const
export type Group = (typeof GROUPS)[number]

/** Goods as the speaker names them. `quantity` is a number of `unit`s; `unit` as said (斤, 袋 …). */
export interface Item {
  name: string
  quantity?: number
  unit?: string
}

/** Only what is said, Arabic digits or letters as strings; `place` is a named estate. */
export interface Address {
  place?: string
  zone?: string
  building?: string
  unit?: string
  floor?: string
  room?: string
}

/** Local times (Asia/Shanghai) as `YYYY-MM-DDTHH:mm`; an instant has both equal; `asap` alone for 马上 without a time. */
export interface When {
  from?: string
  to?: string
  asap?: true
}

export interface Frame {
  intent: Intent
  category?: Category
  items?: Item[]
  /** Yuan, as the speaker names it. */
  budget?: number
  address?: Address
  when?: When
  groups?: Group[]
  /** Digits only. */
  phone?: string
  code?: string
  rating?: number
  urgent?: true
}

/** A frame with the reader's own belief in it, 0 to 1. */
export interface ReadFrame extends Frame {
  confidence: number
}

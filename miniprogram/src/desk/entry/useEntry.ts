import type { Gender, Language } from '@yimin/shared/people/wishes'
import { useRef, useState } from 'react'
import type { Asker, Entered, Reading } from '../../api/routes/desk.ts'
import { useAct } from '../../hooks/useAct.ts'
import type { Act } from '../../hooks/useAct.ts'
import { filledParts } from '../../station/address.ts'
import type { FilledAddress } from '../../station/address.ts'
import { freshen } from '../freshen.ts'
import { entryWords } from './words.ts'
import { goodsIn } from './items.ts'
import type { Goods } from './items.ts'
import { fenOf, yuanOf } from './money.ts'
import type { When } from './whens.ts'

type Category = NonNullable<Reading['category']>
type Group = Reading['groups'][number]

export interface EntryFields {
  sentence: string
  asker: Asker | undefined
  /** Of somebody who is not known yet, or what is searched for. */
  name: string
  /** The name was read from the sentence: the one person who is called exactly so is meant. */
  named: boolean
  phone: string
  beneficiary: string
  channel: 'visit' | 'phone'
  category: Category | ''
  items: Goods[]
  line: string
  budget: string
  when: When | undefined
  whenWord: string
  address: FilledAddress
  groups: Group[]
  urgent: boolean
  helpers: number
  gender: 'any' | Gender
  language: 'any' | Language
}

const BLANK: EntryFields = {
  sentence: '',
  asker: undefined,
  name: '',
  named: false,
  phone: '',
  beneficiary: '',
  channel: 'visit',
  category: '',
  items: [],
  line: '',
  budget: '',
  when: undefined,
  whenWord: '',
  address: {},
  groups: [],
  urgent: false,
  helpers: 1,
  gender: 'any',
  language: 'any',
}

export interface EntryWork {
  fields: EntryFields
  put(change: Partial<EntryFields>): void
  /** Reads the sentence into the fields; what it does not say stays as it is. */
  read(): void
  reading: Pick<Act, 'busy' | 'error'>
  doubts: readonly string[]
  refusal: string | undefined
  /** Helpers are asked at once, or the station looks first. */
  send(dispatch: boolean): void
  sending: Pick<Act, 'busy' | 'error' | 'faults'>
  /** What is missing before anything can be sent. */
  lacking: string | undefined
  done: { entered: Entered; seconds: number } | undefined
  again(): void
}

/** The desk form: one sentence fills it, every field can be set by hand. */
export function useEntry(): EntryWork {
  const [fields, setFields] = useState(BLANK)
  const [heard, setHeard] = useState<Reading>()
  const [lacking, setLacking] = useState<string>()
  const [done, setDone] = useState<EntryWork['done']>()
  const began = useRef<number>()
  const put = (change: Partial<EntryFields>) => {
    began.current ??= Date.now()
    setLacking(undefined)
    setFields((now) => ({ ...now, ...change }))
  }
  const lastRead = useRef('')
  const asked = useRef('')
  const reading = useAct('readSentence', (read) => {
    lastRead.current = asked.current
    setHeard(read)
    setFields((now) => ({ ...now, ...saidIn(read), ...(now.asker || now.name !== '' ? {} : askerIn(read)) }))
  })
  const sending = useAct('enterRequest', (entered) => {
    setDone({ entered, seconds: Math.round((Date.now() - (began.current ?? Date.now())) / 1_000) })
    freshen()
  })
  return {
    fields,
    put,
    read: () => {
      const sentence = fields.sentence.trim()
      if (sentence === '' || sentence === lastRead.current) return
      asked.current = sentence
      reading.run({ body: { sentence } })
    },
    reading,
    doubts: heard?.doubts ?? [],
    refusal: heard?.refusal,
    send: (dispatch) => {
      if (fields.asker === undefined && fields.name.trim() === '') return setLacking(entryWords.needsAsker)
      if (fields.category === '') return setLacking(entryWords.needsKind)
      sending.run({ body: { ...bodyOf(fields), dispatch } })
    },
    sending,
    lacking,
    done,
    again: () => {
      began.current = undefined
      lastRead.current = ''
      setFields(BLANK)
      setHeard(undefined)
      setDone(undefined)
    },
  }
}

/** Whoever was named and how she came; a name that is written already stays. */
function askerIn({ asker }: Reading): Partial<EntryFields> {
  if (asker === undefined) return {}
  return { name: asker.name, named: true, ...(asker.channel ? { channel: asker.channel } : {}) }
}

function saidIn(read: Reading): Partial<EntryFields> {
  return {
    ...(read.category ? { category: read.category } : {}),
    ...(read.items.length > 0 ? { items: read.items } : {}),
    ...(read.budgetFen === undefined ? {} : { budget: yuanOf(read.budgetFen) }),
    ...(read.when ? { when: read.when, whenWord: read.whenWord || entryWords.whens.asap } : {}),
    ...(read.address ? { address: read.address } : {}),
    ...(read.groups.length > 0 ? { groups: read.groups } : {}),
    ...(read.phone ? { phone: read.phone } : {}),
    ...(read.urgent ? { urgent: true } : {}),
  }
}

function bodyOf(fields: EntryFields): Record<string, unknown> {
  const {
    asker,
    name,
    phone,
    beneficiary,
    channel,
    category,
    items,
    line,
    budget,
    when,
    address,
    groups,
    urgent,
    helpers,
    gender,
    language,
  } = fields
  const sum = fenOf(budget)
  const told = filledParts(address)
  return {
    asker: asker ? { id: asker.id } : { name: name.trim(), ...(phone.trim() === '' ? {} : { phone: phone.trim() }) },
    ...(beneficiary === '' ? {} : { beneficiary }),
    channel,
    ...(fields.sentence.trim() === '' ? {} : { text: fields.sentence.trim() }),
    category,
    items: [...items, ...goodsIn(line)],
    ...(sum === undefined ? {} : { budgetFen: sum }),
    ...(when === undefined ? {} : { when }),
    ...(Object.keys(told).length === 0 ? {} : { address: told }),
    groups,
    urgent,
    ...(gender === 'any' && language === 'any'
      ? {}
      : { wish: { ...(gender === 'any' ? {} : { gender }), ...(language === 'any' ? {} : { language }) } }),
    ...(helpers > 1 ? { helpersNeeded: helpers } : {}),
  }
}

import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

const instant = z.iso.datetime({ offset: true })

/** One thing that is kept: when it was written, and what stands in it, in plain words. */
const entry = z.strictObject({
  at: instant.optional(),
  title: z.string().optional(),
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
})

/** One kind of data: what it is for, how long it is kept, and all of it. */
export const dataSection = z.strictObject({
  key: z.enum(['person', 'family', 'requests', 'recurring', 'helped', 'said', 'heard', 'calls', 'consents', 'devices']),
  title: z.string(),
  why: z.string(),
  entries: z.array(entry),
  /** Older entries that are not in this copy; the station gives them on request. */
  leftOut: z.int().min(0),
})
export type DataSection = z.infer<typeof dataSection>
export type DataEntry = z.infer<typeof entry>

export const myData = z.strictObject({
  takenAt: instant,
  station: z.string(),
  sections: z.array(dataSection),
})
export type MyData = z.infer<typeof myData>

export const readMyData = defineRoute({
  name: 'readMyData',
  method: 'GET',
  path: '/api/me/data',
  caller: 'person',
  summary: 'Everything that the station keeps of me, in plain words',
  reply: myData,
})

export const eraseMe = defineRoute({
  name: 'eraseMe',
  method: 'POST',
  path: '/api/me/erasure',
  caller: 'person',
  summary: 'Withdraw what is open, erase my personal data, end all my sessions',
  body: z.strictObject({
    /** Asked twice before. */
    sure: z.literal(true),
  }),
  /** `running`: something was in the way; the house goes on by itself until it is done. */
  reply: z.strictObject({ state: z.enum(['done', 'running']) }),
})

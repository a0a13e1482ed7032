import { z } from 'zod'
import { defineRoute } from '../route/route.ts'

const part = z.string().min(1).max(40)
/** What WeChat lets a scene hold. */
const scene = z.string().regex(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/)

export const drawPoster = defineRoute({
  name: 'drawPoster',
  method: 'POST',
  path: '/api/posters',
  caller: 'staff',
  summary: 'A mini code for a poster of the station, or of one building: it opens the mini program there, for a year, and says nothing itself',
  body: z.strictObject({ zone: part.optional(), building: part.optional() }),
  reply: z.strictObject({
    /** As a data address, to be shown and printed. */
    picture: z.string(),
    /** 6区9栋, or the station's name. */
    place: z.string(),
    expiresAt: z.iso.datetime({ offset: true }),
  }),
})

export const readPoster = defineRoute({
  name: 'readPoster',
  method: 'GET',
  path: '/api/posters/:scene',
  caller: 'anyone',
  summary: 'Where a scanned poster hangs; nothing of a person',
  params: z.strictObject({ scene }),
  reply: z.strictObject({
    station: z.strictObject({ name: z.string(), phone: z.string() }),
    zone: z.string().optional(),
    building: z.string().optional(),
    place: z.string(),
  }),
})

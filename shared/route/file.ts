import { z } from 'zod'

/** The reply of a route that `produces` a file: its bytes, and how the reader's device will call it. */
export const fileReply = z.strictObject({
  /** With its extension and without a path. */
  name: z.string().regex(/^[^\\/:*?"<>|\p{C}]{1,100}\.[a-z]{3,4}$/u),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type FileReply = z.infer<typeof fileReply>

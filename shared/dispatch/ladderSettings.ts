import { z } from 'zod'
import { faultsOfLadder, LADDER_NAMES, QUIET_CHOICES, RUNG_CHANNELS, RUNG_REACH, RUNGS_AT_MOST } from './ladder.ts'
import type { LadderName } from './ladder.ts'

/** Figures are bounded by `faultsOfLadder`, which names the rung. */
export const rung = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]{1,20}$/),
  who: z.enum(RUNG_REACH),
  ask: z.int(),
  minutes: z.number(),
  channel: z.enum(RUNG_CHANNELS),
  inQuietHours: z.enum(QUIET_CHOICES),
  next: z.string().max(20).nullable(),
})

/** The shape alone; whether it leads to a person is asked by `ladderOf`. */
export const ladderShape = z.array(rung).min(1).max(RUNGS_AT_MOST)

function soundLadder(name: LadderName) {
  return ladderShape.superRefine((ladder, context) => {
    for (const { path, message } of faultsOfLadder(name, ladder))
      context.addIssue({ code: 'custom', path: pathOf(path), message })
  })
}

function pathOf(dotted: string): (string | number)[] {
  return dotted === '' ? [] : dotted.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Every ladder of a station; one with a gap, a loop or no last person is refused with its rung. */
export const ladders = z.strictObject(
  Object.fromEntries(LADDER_NAMES.map((name) => [name, soundLadder(name)])) as {
    [name in LadderName]: ReturnType<typeof soundLadder>
  },
)

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export const quietHours = z.strictObject({ from: clock, to: clock })

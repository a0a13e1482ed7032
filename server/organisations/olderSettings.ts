import { LADDER_NAMES } from '@yimin/shared/dispatch/ladder'
import type { LadderName, Rung } from '@yimin/shared/dispatch/ladder'
import type { DispatchWave, SettingsChanges } from '@yimin/shared/organisations/contract'
import { emergencyLadder, ladderOf } from './ladderDefaults.ts'

/** What waves said where a station changed only the worker's time, and the other way round. */
const WAVES: DispatchWave[] = [
  { afterMinutes: 0, ask: 3, who: 'same_zone' },
  { afterMinutes: 5, ask: 3, who: 'skilled' },
  { afterMinutes: 15, ask: 5, who: 'skilled' },
  { afterMinutes: 30, ask: 10, who: 'everyone' },
]
const WORKER_AFTER_MINUTES = 40

/**
 * A station's changes as they are written today: waves become ladders, the emergency's seconds its ladder's minutes.
 * Of both in one record the ladder counts. Changes without older figures come back as they are.
 */
export function readChanges(changes: SettingsChanges): SettingsChanges {
  const { waves, workerOwnsAfterMinutes, ...dispatch } = changes.dispatch ?? {}
  const { emergencySeconds, ...alarms } = changes.alarms ?? {}
  const fromWaves = waves || workerOwnsAfterMinutes !== undefined ? laddersOf(waves, workerOwnsAfterMinutes) : {}
  const fromSeconds = emergencySeconds === undefined ? {} : { emergency: emergencyLadder(emergencySeconds / 60) }
  const older: Some = { ...fromWaves, ...fromSeconds }
  if (Object.keys(older).length === 0) return changes
  return {
    ...changes,
    dispatch: { ...dispatch, ladders: { ...older, ...dispatch.ladders } },
    ...(changes.alarms ? { alarms } : {}),
  }
}

type Some = { [name in LadderName]?: Rung[] }

/** The same for every kind and urgency, as it was; never into a group what touches health or family. */
function laddersOf(waves: DispatchWave[] = WAVES, workerAfter = WORKER_AFTER_MINUTES): Some {
  const asPlain = ladderFromWaves(waves, workerAfter, 'group')
  const sensitive = ladderFromWaves(waves, workerAfter, 'private')
  const names = LADDER_NAMES.filter((name) => name !== 'emergency')
  return Object.fromEntries(names.map((name) => [name, name.startsWith('sensitive') ? sensitive : asPlain]))
}

function ladderFromWaves(waves: DispatchWave[], workerAfter: number, lastChannel: 'group' | 'private'): Rung[] {
  const inTime = [...waves].sort((a, b) => a.afterMinutes - b.afterMinutes)
  const steps = inTime.map(({ afterMinutes, ask, who }, i) => ({
    who,
    ask,
    minutes: Math.max(0, (inTime[i + 1]?.afterMinutes ?? workerAfter) - (i === 0 ? 0 : afterMinutes)),
    ...(i === inTime.length - 1 ? { channel: lastChannel } : {}),
  }))
  return ladderOf(steps, 15, 'wait')
}

import { toLocal } from '@yimin/shared/language/localTime'
import type { Platform } from '../platform.ts'
import type { Trouble, WeChatAppDoc } from './app.model.ts'
import { weChatAppsOf } from './app.model.ts'
import type { FaultAction, FaultKind } from './faults.ts'
import { WeChatFault } from './faults.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Wrong settings are looked at again after this: an operator who has mended them need not restart anything. */
const UNTIL_FIXED_MS = 10 * MINUTE
/** Asia/Shanghai is UTC+8 all year. */
const SHANGHAI_MS = 8 * 60 * MINUTE

/** Throws WeChatFault while this call rests. */
export function refuseResting(app: WeChatAppDoc | null, api: string, now: Date): void {
  const pause = app?.pauses?.[api]
  if (pause && pause.until > now) throw new WeChatFault(api, pause.kind)
}

function pauseEnd(pause: FaultAction['pause'], wholeDay: boolean, now: Date): Date | undefined {
  const at = now.getTime()
  if (wholeDay) return new Date((Math.floor((at + SHANGHAI_MS) / DAY) + 1) * DAY - SHANGHAI_MS)
  if (pause === 'minute') return new Date((Math.floor(at / MINUTE) + 1) * MINUTE)
  if (pause === 'until_fixed') return new Date(at + UNTIL_FIXED_MS)
  return pause === 'day' ? new Date(at + DAY) : undefined
}

/** Lets a call rest and tells the operator, as the table of faults says. */
export async function noteFault(ground: Ground, appId: string, fault: WeChatFault): Promise<void> {
  const { pause, alarm } = fault.action
  const until = pauseEnd(pause, fault.details.wholeDay === true, ground.clock.now())
  if (until) await rest(ground, appId, fault.api, { until, kind: fault.kind })
  if (alarm) await noteTrouble(ground, appId, { api: fault.api, kind: fault.kind, ...fault.details })
}

/** A fresh token was not taken either: nothing gets better by asking on. */
export async function noteTokenFailure(ground: Ground, appId: string, fault: WeChatFault): Promise<void> {
  const until = new Date(ground.clock.now().getTime() + MINUTE)
  await rest(ground, appId, fault.api, { until, kind: 'token' })
  await noteTrouble(ground, appId, { api: fault.api, kind: 'token', ...fault.details })
}

async function rest(
  ground: Ground,
  appId: string,
  api: string,
  pause: { until: Date; kind: FaultKind },
): Promise<void> {
  await weChatAppsOf(ground).updateOne({ _id: appId }, { $set: { [`pauses.${api}`]: pause } }, { upsert: true })
}

/** Writes down what a person of the operator must look at; once a day for each call and kind. */
export async function noteTrouble(
  ground: Ground,
  appId: string,
  { api, kind, code, field }: Omit<Trouble, 'day' | 'at'>,
): Promise<void> {
  const now = ground.clock.now()
  const trouble: Trouble = {
    api,
    kind,
    ...(code !== undefined && { code }),
    ...(field !== undefined && { field }),
    day: toLocal(now).slice(0, 10),
    at: now,
  }
  await weChatAppsOf(ground).updateOne(
    { _id: appId },
    { $set: { [`troubles.${api}_${code ?? kind}`]: trouble } },
    { upsert: true },
  )
}

/** What went wrong since `since`. */
export async function listTroubles(ground: Pick<Platform, 'db'>, appId: string, since: Date): Promise<Trouble[]> {
  const app = await weChatAppsOf(ground).findOne({ _id: appId }, { projection: { troubles: 1 } })
  return Object.values(app?.troubles ?? {}).filter((trouble) => trouble.at >= since)
}

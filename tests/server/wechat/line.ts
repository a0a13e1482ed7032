import { setTimeout as pause } from 'node:timers/promises'
import { weChatAppsOf } from '../../../server/platform/wechat/app.model.ts'
import { openWeChat } from '../../../server/platform/wechat/index.ts'
import type { Pace, WeChat } from '../../../server/platform/wechat/index.ts'
import type { Platform } from '../../../server/platform/platform.ts'
import type { VirtualClock } from '../../../server/platform/clock.ts'
import { openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import { startStandIn } from '../../factories/wechat/standIn.ts'
import type { StandIn } from '../../factories/wechat/standIn.ts'

/** Waits a moment of real time and leaves the clock alone: for many that wait for each other. */
export const standingPace: Partial<Pace> = { wait: (ms) => pause(Math.min(ms, 5)) }

/** Waiting turns the clock; tries are short, so that a silent server costs a test little. */
export function turningPace(clock: VirtualClock): Partial<Pace> & { waits: number[] } {
  const waits: number[] = []
  return {
    waits,
    chance: () => 0.5,
    tryMs: 700,
    wait: (ms) => {
      waits.push(ms)
      clock.turnTo(new Date(clock.now().getTime() + ms))
      return Promise.resolve()
    },
  }
}

export interface WeChatGround {
  ground: Ground
  standIn: StandIn
  wechat: WeChat
  waits: number[]
  /** What was logged, as text. */
  logged(): string
  turn(minutes: number): void
  /** A call rests so many minutes and goes on then; without a number it never rested. */
  restsFor(minutes: number | undefined, seen: { rests(): Promise<void>; goesOn(): Promise<void> }): Promise<void>
  /** Forgets what the client and the stand-in know of each other; the clock goes on. */
  beginCalls(): Promise<void>
  /** Forgets what earlier tests did; the clock goes on. */
  beginAnew(): Promise<void>
  close(): Promise<void>
}

export async function openWeChatGround(now?: Date): Promise<WeChatGround> {
  const ground = await openGround(now)
  const lines: string[] = []
  const write = (...parts: unknown[]) =>
    void lines.push(JSON.stringify(parts, (_, value: unknown) => (value instanceof Error ? `${value.stack}` : value)))
  Object.assign(ground, {
    log: Object.fromEntries(
      ['info', 'warn', 'error', 'debug', 'fatal', 'trace'].map((level) => [level, write]),
    ) as unknown as Platform['log'],
  })
  const standIn = await startStandIn(ground.clock)
  const pace = turningPace(ground.clock)
  const turn = (minutes: number) => ground.clock.turnTo(new Date(ground.clock.now().getTime() + minutes * 60_000))
  const beginCalls = async () => {
    const { state } = standIn
    lines.length = pace.waits.length = state.heard.length = state.tokens.length = state.media.length = 0
    for (const map of [state.knobs, state.users, state.codes]) map.clear()
    state.verdict = { suggest: 'pass', label: 100 }
    state.watermark = { appid: state.appId, ageMs: 0 }
    await weChatAppsOf(ground).deleteMany({})
  }
  return {
    ground,
    standIn,
    wechat: openWeChat(ground, standIn.settings, pace),
    waits: pace.waits,
    logged: () => lines.join('\n'),
    turn,
    restsFor: async (minutes, { rests, goesOn }) => {
      if (minutes === undefined) return goesOn()
      await rests()
      turn(minutes - 1.1)
      if (minutes > 2) await rests()
      turn(1.1)
      await goesOn()
    },
    beginCalls,
    beginAnew: async () => {
      await beginCalls()
      const collections = await ground.db.collections()
      await Promise.all(collections.map((collection) => collection.deleteMany({})))
    },
    close: async () => {
      await standIn.close()
      await ground.close()
    },
  }
}

/** What a call throws, or undefined. */
export function faultIn(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  )
}

import type { Platform } from '../platform.ts'
import { weChatAppsOf } from './app.model.ts'
import { noteFault, noteTokenFailure, refuseResting } from './breaker.ts'
import { takeToken } from './calls/takeToken.ts'
import type { Call } from './exchange.ts'
import { exchange } from './exchange.ts'
import { WeChatFault } from './faults.ts'
import type { Pace } from './patience.ts'
import { patiently } from './patience.ts'
import type { WeChatSettings } from './settings.ts'
import { openTokenHolder } from './tokenHolder.ts'
import { counter } from '../metrics.ts'

/** Carries any call to WeChat: with the token, with patience, and not while it rests. */
export interface Line {
  settings: WeChatSettings
  now(): Date
  /** Throws WeChatFault. */
  ask<T>(call: Call<T>): Promise<T>
}

export type Ground = Pick<Platform, 'db' | 'vault' | 'clock' | 'log'>

const calls = counter('wechat_calls_total', 'Calls to WeChat by outcome', ['call', 'outcome'])

/** The one way to WeChat of this process. Tokens, pauses and troubles are shared through the record. */
export function openLine(ground: Ground, settings: WeChatSettings, pace: Pace): Line {
  const { appId, apiBase } = settings
  const tokens = openTokenHolder(ground, appId, pace, () => ask(takeToken(appId, settings.secret)))

  async function once<T>(call: Call<T>): Promise<T> {
    refuseResting(
      await weChatAppsOf(ground).findOne({ _id: appId }, { projection: { pauses: 1 } }),
      call.api,
      ground.clock.now(),
    )
    return call.withToken ? withToken(call) : exchange(apiBase, call)
  }

  /** A token that WeChat does not take is replaced once, and the call made once more. */
  async function withToken<T>(call: Call<T>): Promise<T> {
    const token = await tokens.current()
    try {
      return await exchange(apiBase, call, token)
    } catch (error) {
      if (!isTokenFault(error)) throw error
    }
    const fresh = await tokens.replace(token)
    try {
      return await exchange(apiBase, call, fresh)
    } catch (error) {
      if (isTokenFault(error)) await noteTokenFailure(ground, appId, error)
      throw error
    }
  }

  async function ask<T>(asked: Call<T>): Promise<T> {
    const tryMs = Math.min(asked.patience.tryMs, pace.tryMs ?? Infinity)
    const call = { ...asked, patience: { ...asked.patience, tryMs } }
    try {
      const answer = await patiently(pace, call, () => once(call))
      calls.inc({ call: call.api, outcome: 'good' })
      return answer
    } catch (error) {
      if (error instanceof WeChatFault) await note(call.api, error)
      throw error
    }
  }

  async function note(api: string, fault: WeChatFault): Promise<void> {
    calls.inc({ call: api, outcome: fault.kind })
    const { code, field, rid, httpStatus } = fault.details
    ground.log.warn({ service: 'wechat', part: fault.api, kind: fault.kind, code, setting: field, ref: rid }, 'wechat')
    // A fault of the token's own call was noted there; one without an answer of WeChat's is a rest that was noted before.
    if (fault.api === api && (code ?? httpStatus) !== undefined) await noteFault(ground, appId, fault)
  }

  return { settings, now: () => ground.clock.now(), ask }
}

function isTokenFault(error: unknown): error is WeChatFault {
  return error instanceof WeChatFault && error.kind === 'token'
}

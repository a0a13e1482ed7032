/** How much may be said, and when. Every number is a setting; 0 or null switches a limit off. */
export interface PacerLimits {
  perMinute: number
  perDay: number
  perRoomPerMinute: number
  /** Least pause between two messages in one room (ms). */
  roomGapMs: number
  /** Random extra pause before an ordinary message (ms). */
  jitterMs: readonly [least: number, most: number]
  /** Local times (Asia/Shanghai) between which only emergencies speak. */
  quiet: { from: string; to: string } | null
  /** Young accounts: silence at first, then few messages a day, growing. */
  warmUp: { silentMs: number; firstDay: number; growth: number } | null
  /** Share of `perMinute` and `perDay` kept free for emergencies. */
  urgentReserve: { perMinute: number; perDay: number }
  /** The same words to more rooms than this within `sameTextMs` are refused. */
  sameTextRooms: number
  sameTextMs: number
  /** Silence after the platform's first sign of displeasure (ms). */
  haltMs: number
}

/**
 * For personal WeChat accounts. WeChat publishes no safe rate; these lie below every trouble point that users of Wechaty have told of:
 * python-wechaty#133 (500 cards in 17 h), getting-started#114 (new accounts, no activity for the first 6–8 h), friday#89
 * (操作过于频繁 after many links in a short time).
 */
export const WECHAT_LIMITS: PacerLimits = {
  perMinute: 6,
  perDay: 300,
  perRoomPerMinute: 2,
  roomGapMs: 8_000,
  jitterMs: [2_000, 6_000],
  quiet: { from: '22:00', to: '07:00' },
  warmUp: { silentMs: 8 * 3_600_000, firstDay: 30, growth: 1.3 },
  urgentReserve: { perMinute: 1, perDay: 20 },
  sameTextRooms: 3,
  sameTextMs: 3_600_000,
  haltMs: 12 * 3_600_000,
}

/** The sandbox has no platform to annoy: nothing waits. */
export const SANDBOX_LIMITS: PacerLimits = {
  perMinute: 0,
  perDay: 0,
  perRoomPerMinute: 0,
  roomGapMs: 0,
  jitterMs: [0, 0],
  quiet: null,
  warmUp: null,
  urgentReserve: { perMinute: 0, perDay: 0 },
  sameTextRooms: 0,
  sameTextMs: 0,
  haltMs: 12 * 3_600_000,
}

/**
 * WeChat's own bot channel: its people have asked to be written to, so no account must be spared. It limits by itself how often somebody is
 * answered; the rate here only keeps a fault of ours from using that up.
 */
export const ILINK_LIMITS: PacerLimits = {
  ...SANDBOX_LIMITS,
  perMinute: 60,
  urgentReserve: { perMinute: 10, perDay: 0 },
}

import type { SettingsChanges, StationSettings } from '@yimin/shared/organisations/contract'
import { PERIODS } from '@yimin/shared/privacy/periods'
import { LADDER_DEFAULTS } from './ladderDefaults.ts'
import { readChanges } from './olderSettings.ts'

/**
 * The figures a station starts with. Each may be changed in the station's own `settings`; what it does not change follows this table.
 * They are proposals from the field (a question is repeated after 10 minutes, a worker calls after 20), not anyone's published rule.
 */
export const STATION_DEFAULTS: StationSettings = {
  talk: {
    askAgainAfterMinutes: 10,
    workerCallsAfterMinutes: 20,
    questionsAtMost: 2,
    confidenceFloor: 0.5,
    sameWithinMinutes: 10,
  },
  review: { withinMinutes: 15, budgetAboveFen: 30_000 },
  dispatch: {
    ladders: LADDER_DEFAULTS,
    quietHours: { from: '22:00', to: '07:00' },
    headStart: { urgentMinutes: 30, specialMinutes: 20 },
    equity: true,
    choice: 'fair',
    inHandAtMost: 2,
    // Assumed: less than one ask a day, so that none is muted.
    asksPerWeek: 6,
    moreAsksWhereFew: 2,
    enoughChance: 0.9,
    newcomerTasks: 3,
    tripWindowMinutes: 10,
    shopsCarry: true,
    easyKinds: ['produce', 'daily_goods', 'meal', 'parcel', 'errand', 'recycling', 'companionship', 'volunteering'],
    askFirst: {
      goods: ['enterprise', 'volunteer', 'station_worker'],
      errand: ['volunteer', 'enterprise', 'station_worker'],
      sensitive: ['station_worker'],
    },
    kinds: {
      goods: ['produce', 'daily_goods', 'meal'],
      // prettier-ignore
      errand: [
        'medicine', 'parcel', 'errand', 'housekeeping', 'repair', 'escort', 'companionship', 'digital', 'recycling', 'culture', 'volunteering', 'other',
      ],
      sensitive: ['nursing', 'counselling', 'childcare', 'welfare', 'governance', 'legal'],
    },
    // prettier-ignore
    anyVolunteer: [
      'produce', 'daily_goods', 'meal', 'medicine', 'parcel', 'errand', 'escort', 'companionship', 'digital', 'recycling', 'culture', 'volunteering', 'other',
    ],
  },
  progress: {
    lateAfterMinutes: 120,
    graceMinutes: 15,
    remindBeforeMinutes: 60,
    startBeforeMinutes: 20,
    noShowBeforeMinutes: 10,
    postponeAtMost: 2,
  },
  completion: {
    silenceHours: 24,
    reopenDays: 7,
    followUpShare: 0.15,
    followUpAfterHours: 24,
    intoHandsOnly: ['medicine', 'nursing', 'escort', 'companionship', 'counselling', 'childcare'],
  },
  recurring: { openAheadHours: 24 },
  service: { atMostMinutes: 240, unstartedAtMostMinutes: 60 },
  limits: { openAtOnce: 3, perDay: 5, messagesPerMinute: 20 },
  alarms: { repeatMinutes: 15, escalationsAtMost: 5 },
  security: { staffSecondFactor: true },
  retention: {
    requestSealed: PERIODS.requestSealed.days,
    requestWords: PERIODS.requestWords.days,
    messages: PERIODS.messages.days,
    told: PERIODS.told.days,
    alarmWords: PERIODS.alarmWords.days,
  },
}

/**
 * The defaults with a station's own changes laid over them, section by section, and ladder by ladder. What a station leaves as
 * it is, all share: nobody changes what is given here.
 */
export function settingsWith(changes: SettingsChanges = {}): StationSettings {
  const { dispatch: { ladders, ...dispatch } = {}, ...others } = readChanges(changes)
  const merged: StationSettings = { ...STATION_DEFAULTS }
  for (const [section, figures] of Object.entries({ ...others, dispatch })) {
    const name = section as keyof StationSettings
    Object.assign(merged, { [name]: { ...STATION_DEFAULTS[name], ...figures } })
  }
  merged.dispatch.ladders = { ...LADDER_DEFAULTS, ...ladders }
  return merged
}

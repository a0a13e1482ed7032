/** How sensitive a field is, see docs/privacy.md. */
export type DataClass = 'S0' | 'S1' | 'S2' | 'S3'

/** How long something is kept once nobody needs it. */
export interface Period {
  days: number
  /** A station that wants less goes no lower; the same figure where nobody may choose. */
  atLeast: number
  /** What the days are counted from. */
  from: string
  /** The highest class in it. */
  class: DataClass
  /** Where the figure comes from. What is a judgement is called one: the law names no figure, only the shortest time that the purpose needs (PIPL 19). */
  source: string
  /** What is taken, by collection: fields, or the whole row. */
  takes: { readonly [collection: string]: readonly string[] | 'row' }
}

/** At most six months, whichever months they are. */
const HALF_A_YEAR = 180
/** At most three years. */
const THREE_YEARS = 3 * 365
/** At least three years, and no longer. */
const FULL_THREE_YEARS = THREE_YEARS + 1
/** At most five years. */
const FIVE_YEARS = 5 * 365 + 1

const CLOSING = 'the last step of a closed request'

/**
 * The periods of the house, all in one place: what sweeps, what tests and the register in docs/privacy.md go by. Nothing that is
 * under way is counted: a request that is open, may still be reopened, or has an alarm that nobody has closed keeps what it has.
 */
export const PERIODS = {
  requestSealed: {
    days: HALF_A_YEAR,
    atLeast: 30,
    from: CLOSING,
    class: 'S3',
    source:
      'judgement: six months for class S2, shorter than the two years of S3, for "comes first" ends with the request',
    takes: { requests: ['door', 'phone', 'handoverCode', 'photos', 'handoverPhotos', 'groups'] },
  },
  requestWords: {
    days: THREE_YEARS,
    atLeast: 30,
    from: CLOSING,
    class: 'S2',
    source: 'judgement: three years for the words of a request, as long as a claim can be made',
    takes: {
      requests: [
        'words', 'items', 'budgetFen', 'when', 'passedWhen', 'beneficiary', 'wish', 'rejection', 'repeats', 'recurringId', 'askFirst',
        'missing', 'reviewReasons', 'priority', 'causeIds', 'parts.items', 'history.note', 'history.cause', 'origin.chatId',
      ], // prettier-ignore
    },
  },
  requestPerson: {
    days: FIVE_YEARS,
    atLeast: FIVE_YEARS,
    from: CLOSING,
    class: 'S1',
    source: 'judgement: five years for class S0: by then an id without a word, by which it is counted how many asked',
    takes: { requests: ['requesterId', 'ownerId', 'place.building', 'history.by', 'outbox'] },
  },
  photos: {
    days: 90,
    atLeast: 90,
    from: 'the sending',
    class: 'S2',
    source: 'judgement: 90 days for photos; nearly all go with the closing of their request',
    takes: { photos: 'row' },
  },
  messages: {
    days: HALF_A_YEAR,
    atLeast: 30,
    from: 'the coming',
    class: 'S2',
    source: 'judgement: six months for class S2; what was asked for stands in the request',
    takes: { inbound: 'row' },
  },
  told: {
    days: HALF_A_YEAR,
    atLeast: 30,
    from: 'the order to say it',
    class: 'S2',
    source: 'judgement: six months for class S2; they carry doors and phones',
    takes: { outgoing: 'row' },
  },
  threads: {
    days: 1,
    atLeast: 1,
    from: 'the question',
    class: 'S2',
    source: 'the question is good for half an hour',
    takes: { threads: 'row' },
  },
  alarmWords: {
    days: HALF_A_YEAR,
    atLeast: 30,
    from: 'the closing of the alarm',
    class: 'S2',
    source: 'judgement: six months for class S2; they carry doors and phones',
    takes: { alarms: ['text', 'said'] },
  },
  alarms: {
    days: THREE_YEARS,
    atLeast: THREE_YEARS,
    from: 'the closing of the alarm',
    class: 'S1',
    source: 'judgement: three years for class S1; who was called and who came, as long as a claim can be made',
    takes: { alarms: 'row' },
  },
  searchReasons: {
    days: THREE_YEARS,
    atLeast: THREE_YEARS,
    from: 'the last change of a search that is over',
    class: 'S1',
    source: 'judgement: three years for class S1',
    takes: { searches: ['asked.reason', 'asked.reasons', 'earlier.reason', 'earlier.reasons'] },
  },
  searches: {
    days: FIVE_YEARS,
    atLeast: FIVE_YEARS,
    from: 'the last change of a search that is over',
    class: 'S1',
    source: 'judgement: five years for class S0; who was asked how often is counted from it until then',
    takes: { searches: 'row' },
  },
  reads: {
    days: FULL_THREE_YEARS,
    atLeast: FULL_THREE_YEARS,
    from: 'the reading',
    class: 'S1',
    source: 'PIPL 56: what was done with sensitive data stands on record for three years at least; class S1: no longer',
    takes: { personal_reads: 'row' },
  },
  mediaChecks: {
    days: HALF_A_YEAR,
    atLeast: HALF_A_YEAR,
    from: 'the question to WeChat',
    class: 'S0',
    source: 'judgement: the picture is gone long before',
    takes: { wechat_media_checks: 'row' },
  },
  erasures: {
    days: FIVE_YEARS,
    atLeast: FIVE_YEARS,
    from: 'the end of the erasure',
    class: 'S0',
    source: 'judgement: five years for class S0',
    takes: { erasures: 'row' },
  },
} as const satisfies { readonly [rule: string]: Period }

export type Rule = keyof typeof PERIODS

/** Those that a station may shorten. */
export const SHORTENABLE = [
  'requestSealed',
  'requestWords',
  'messages',
  'told',
  'alarmWords',
] as const satisfies readonly Rule[]

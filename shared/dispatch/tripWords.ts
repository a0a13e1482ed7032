import type { Category } from '../language/frame.ts'
import type { PartKind } from '../requests/parts.ts'
import { partWords } from '../requests/partWords.ts'
import { HELP_WORDS } from '../requests/words.ts'

/** Words about errands that go in one trip, and about the parts of one request. */
export const tripWords = {
  /** 3家同一栋楼，顺路一趟办 */
  together: (o: { homes: number; errands: number; sameBuilding: boolean }) =>
    o.homes === 1
      ? `同一家${o.errands}件事，顺路一趟办`
      : `${o.homes}家${o.sameBuilding ? '同一栋楼' : '同一片'}，顺路一趟办`,
  stop: (o: { place: string; need: string; when: string; code: string }) =>
    `${[o.place, o.need, o.when].filter(Boolean).join('，')}（${o.code}）`,
  /** 2家同一栋楼，顺路一趟办：六区9栋，送菜（A102）；六区9栋，取快递（A103）。你离得近。一起接就回“接A103”… */
  offer: (o: { together: string; stops: string[]; reason: string; code: string; other: string }) =>
    `${o.together}：${o.stops.join('；')}。${o.reason}一起接就回“接${o.code}”，只接一单回它的号，像“接${o.other}”，不方便回“不接”。`,
  /** To whoever said yes to a trip; `gone`: what somebody else has by now. */
  taken: (o: { codes: string[]; gone: string[] }) =>
    `好，${o.codes.join('、')}归你了${o.codes.length > 1 ? '，一趟办完' : ''}。${
      o.gone.length > 0 ? `${o.gone.join('、')}刚有人接了，不用管。` : ''
    }`,
  addressesCome: '地址一单一条发你。',
  addressesInHand: '地址在“在手的”里。',
  /** At the desk: what is searched for together, and what one helper brings together. */
  atDesk: {
    searched: (codes: string[]) => `和${codes.join('、')}一趟问：谁接就一起送。`,
    inHand: (codes: string[]) => `和${codes.join('、')}一趟送。`,
  },
} as const

interface Stop {
  requesterId: string
  place: { zone?: string; building?: string }
}

/** 3家同一栋楼，顺路一趟办 */
export function sayTogether(stops: readonly Stop[]): string {
  return tripWords.together({
    errands: stops.length,
    homes: new Set(stops.map(({ requesterId }) => requesterId)).size,
    sameBuilding: new Set(stops.map(({ place }) => `${place.zone}/${place.building}`)).size === 1,
  })
}

/** 送菜; of the goods that a shop has ready for somebody else to carry: 店里备货. */
export function sayHelp({ category, part }: { category: Category; part?: PartKind }): string {
  return part === 'goods' ? partWords.haveReady : HELP_WORDS[category]
}

/** Zeros of the decimal digit blocks that NFKC leaves alone (Unicode 15, general category Nd); each block counts on to nine. */
const DIGIT_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450,
  0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140,
  0x1e2f0, 0x1e950,
]

/** Ones of the circled digits that NFKC leaves alone. */
const CIRCLED_ONES = [0x24f5, 0x2776, 0x2780, 0x278a]

/** Numerals as they are written and as they are dictated over the phone (幺 for one). 两 counts things, it is no digit. */
const SPOKEN = '零〇〡〢〣〤〥〦〧〨〩一二三四五六七八九壹贰叁肆伍陆柒捌玖弌弍弎幺'
const SPOKEN_VALUES = '001234567891234567891234567891231'

const TRADITIONAL =
  '單樓層門戶棟號區電話機聯繫婦產殘獨臥懷貧窮風癱瘓瘋癥壓臟腫腦鬱聾啞艱難歲紀個輪矯傷斷療證險聽語視髒膽腎結節關藥煙槍彈貸帳賬轉錢幣現鈔獎網鏈點擊誰請這麼繼續處貳參陸頂東廳間進過還開與書記長幫買帶總統發贊讚準審絡費員'
const SIMPLIFIED =
  '单楼层门户栋号区电话机联系妇产残独卧怀贫穷风瘫痪疯症压脏肿脑郁聋哑艰难岁纪个轮矫伤断疗证险听语视脏胆肾结节关药烟枪弹贷帐账转钱币现钞奖网链点击谁请这么继续处贰叁陆顶东厅间进过还开与书记长帮买带总统发赞赞准审络费员'

/** Signs that belong to no letter class and yet show nothing. */
const BLANKS = [0x115f, 0x1160, 0x3164, 0xffa0, 0x2800]

/** What one code point becomes where NFKC is not enough: another sign, or nothing. */
export const FOLDED = new Map<number, string>([
  ...DIGIT_ZEROS.flatMap((zero) => Array.from({ length: 10 }, (_, value) => [zero + value, String(value)] as const)),
  ...CIRCLED_ONES.flatMap((one) => Array.from({ length: 9 }, (_, value) => [one + value, String(value + 1)] as const)),
  [0x24ff, '0'],
  ...BLANKS.map((blank) => [blank, ''] as const),
])

/** Traditional signs in words that the guard looks for. */
export const SIMPLER = new Map([...TRADITIONAL].map((sign, at) => [sign, SIMPLIFIED.charAt(at)] as const))

/** Spoken numerals as digits. */
export const SPOKEN_DIGITS = new Map([...SPOKEN].map((sign, at) => [sign, SPOKEN_VALUES.charAt(at)] as const))

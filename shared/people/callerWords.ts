/** How a worker writes down who came or rang: 王阿姨打电话来说…, 九区的孙师傅来站里…, 张桂芳来电…. */
export interface Told {
  name: string
  /** Absent where it is not told. */
  channel?: 'phone' | 'visit'
  /** The sentence without it: what is asked for. */
  rest: string
}

/** Nobody is called so: 帮王阿姨打电话, 有人来电. */
const NO_NAME = '(?![帮给替请让我他她它您你有])'
const NAME = '(?<name>[\\p{Script=Han}·]{2,6}?)'
const WHEN = '(?:刚才|刚刚|刚|今天|方才)?'
const RANG = '(?:打(?:了个?)?电话|来(?:了个?)?电话?|致电|电话里)'
const CAME = '(?:来(?:到)?(?:咱们?|我们)?站里|到站里|来站|来访|上门|过来|走进来|当面)'
const SAYS = '(?:来|过来)?(?:说|讲|问|求助|要求|反映|想|希望)?(?:是|道|她|他)?'
const BEGINNING = new RegExp(
  `^(?<before>(?:[^，。,]{0,12}?[区栋楼号院里]的?)?)${NO_NAME}${NAME}${WHEN}(?:(?<rang>${RANG})|(?<came>${CAME}))${SAYS}[，,：: ]*`,
  'u',
)

/** Who asks, at the beginning of a worker's sentence; undefined where nobody is named. Pure. */
export function callerIn(sentence: string): Told | undefined {
  const found = BEGINNING.exec(sentence.trim())
  const { name, rang, before = '' } = found?.groups ?? {}
  if (!found || name === undefined) return undefined
  const rest = `${before.replace(/的$/u, '')}${sentence.trim().slice(found[0].length)}`
  return { name, channel: rang === undefined ? 'visit' : 'phone', rest }
}

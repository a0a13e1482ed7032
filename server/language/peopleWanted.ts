const COUNTED = { 两: 2, 俩: 2, 二: 2, 三: 3, 四: 4, 五: 5 } as const
const WANTED =
  /(?:要|来|找|得|叫|派|请|需要?|最好)(?:上|有|个)?(?<count>[两二三四五2-5])(?:个|位|名)(?:人(?!的|住|吃|份)|小伙子?|师傅|志愿者|男的|年轻人|帮手|力气大的)|(?<pair>[俩仨])人?(?:一起|一块儿?)?(?:抬|搬|扛|架)|(?<lift>[两二三四五2-5])个人(?:才|一起|一块儿?)?(?:抬|搬|扛|架|扶)/u

/** 两个人抬沙发, 要三个小伙子: how many people are asked for at once, 2 to 5; `undefined` where the sentence does not say it. Pure. */
export function peopleWanted(sentence: string): number | undefined {
  const { count, pair, lift } = WANTED.exec(sentence.normalize('NFKC'))?.groups ?? {}
  if (pair) return pair === '仨' ? 3 : 2
  const said = count ?? lift
  if (!said) return undefined
  return COUNTED[said as keyof typeof COUNTED] ?? Number(said)
}

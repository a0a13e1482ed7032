/** Signs that make the number before them a price, a quantity, a time or a distance. */
const UNITS = new Set(
  '元块毛角分钱斤公两克吨升毫个只条根棵颗粒把袋包瓶盒箱桶份碗盘杯罐张件台套双对头捆扎串枚支朵本册页次回趟遍人位名口点时刻秒天日月年周岁期届米里厘平度路多来余几%℃kKgGmMcCLl:¥$',
)
const LONGEST_SPACE = 2

/** Whether a unit follows at `at`, spaces apart. */
export function unitFollows(signs: string, at: number): boolean {
  let next = at
  while (next < at + LONGEST_SPACE && signs.charAt(next) === ' ') next++
  return UNITS.has(signs.charAt(next))
}

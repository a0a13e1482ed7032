/** Reign names that people still count years by, and the first year of each. Source: common chronology. */
const ERAS: Readonly<Record<string, number>> = {
  民国: 1912,
  宣统: 1909,
  光绪: 1875,
  同治: 1862,
  咸丰: 1851,
  道光: 1821,
  嘉庆: 1796,
  乾隆: 1736,
  雍正: 1723,
  康熙: 1662,
  崇祯: 1628,
  万历: 1573,
  永乐: 1403,
  洪武: 1368,
  开元: 713,
  神龙: 705,
  贞观: 627,
}

export const ERA_NAMES = Object.keys(ERAS).join('|')

/** 民国 and 3 → 1914. */
export function yearOfEra(name: string, count: number): number | undefined {
  const first = ERAS[name]
  return first === undefined ? undefined : first + count - 1
}

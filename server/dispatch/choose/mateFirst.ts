import type { Choice } from './chooseHelpers.ts'

/** Whoever is being asked for others of the same trip comes first, each part in its order: one way, and one who decides. */
export function mateFirst<One extends Pick<Choice, 'person'>>(
  choices: readonly One[],
  asked: ReadonlyMap<string, unknown>,
): One[] {
  const isMate = ({ person }: One) => asked.has(person.id)
  return [...choices.filter(isMate), ...choices.filter((one) => !isMate(one))]
}

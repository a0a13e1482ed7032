import { readWords } from './readLexicon.ts'

/** Kinship, trades, offices and forms of address: people, never goods. */
export const PEOPLE: readonly string[] = [...readWords('kin.txt'), ...readWords('titles.txt')]

export { openSecondOpinion } from './openSecondOpinion.ts'
export type { Endpoint } from './ask.ts'

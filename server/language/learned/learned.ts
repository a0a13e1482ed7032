import { openLearned } from './models.ts'
import { readModel } from './readModel.ts'

/** The model that is shipped, opened once. */
export const learned = openLearned(readModel())

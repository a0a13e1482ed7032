import { dispatchWords } from '../../words.ts'

export default definePageConfig({ navigationBarTitleText: dispatchWords.titles.task })

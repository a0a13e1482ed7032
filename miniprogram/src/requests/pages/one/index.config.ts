import { requestWords } from '../../words.ts'

export default definePageConfig({ navigationBarTitleText: requestWords.oneTitle })

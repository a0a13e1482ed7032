import { ladderWords } from '../../ladder/words.ts'

export default definePageConfig({ navigationBarTitleText: ladderWords.title })

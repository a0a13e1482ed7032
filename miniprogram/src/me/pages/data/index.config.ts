import { meWords } from '../../words.ts'

export default definePageConfig({ navigationBarTitleText: meWords.dataTitle })

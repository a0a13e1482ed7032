export { NO_WORDS, type CommunityWords, type GoodsName } from './communityWords.ts'
export { CONFIDENT, understand } from './understand.ts'
export { understandAll } from './understandAll.ts'

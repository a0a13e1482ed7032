export { NO_WORDS, type CommunityWords, type GoodsName } from './communityWords.ts'
export { CONFIDENT, understand } from './understand.ts'
export { passedTime } from './passedTime.ts'
export { understandAll } from './understandAll.ts'

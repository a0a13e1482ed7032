import type { CollectionIndexes } from '../mongo.ts'
import { appSealed } from './app.model.ts'
import { mediaCheckIndexes } from './checks/mediaCheck.model.ts'
import { pushIndexes, pushSealed } from './push/push.model.ts'
import { sceneIndexes } from './scene.model.ts'

export const weChatSealed = [appSealed, pushSealed]

export const weChatIndexes: CollectionIndexes[] = [...pushIndexes, ...mediaCheckIndexes, ...sceneIndexes]

export { listTroubles } from './breaker.ts'
export type { Trouble } from './app.model.ts'
export type { Judgement, Scene, Verdict } from './calls/checkText.ts'
export type { MediaKind } from './calls/askMediaCheck.ts'
export {
  beginMediaCheck,
  mediaJudged,
  mediaReactions,
  readMediaCheck,
  sweepMediaChecks,
} from './checks/keepMediaCheck.ts'
export type { MediaQuestion } from './checks/keepMediaCheck.ts'
export { MEDIA_CHECKS } from './checks/mediaCheck.model.ts'
export type { MediaSubject } from './checks/mediaCheck.model.ts'
export { makeScene, readScene } from './scenes.ts'
export { fillTemplate } from './fillTemplate.ts'
export type { TemplateFacts } from './fillTemplate.ts'
export { WeChatFault } from './faults.ts'
export type { FaultKind } from './faults.ts'
export type { Pace } from './patience.ts'
export { pushDoor } from './push/pushDoor.ts'
export { mediaPushed, revocationPushed, subscriptionPushed, talkPushed } from './push/push.events.ts'
export { WECHAT_PUSHES } from './push/push.model.ts'
export { openPush } from './push/receivePush.ts'
export { TEMPLATE_FACTS, TEMPLATE_NAMES } from './settings.ts'
export type { Template, TemplateFact, TemplateName, WeChatSettings } from './settings.ts'
export { openWeChat } from './weChat.ts'
export type { WeChat } from './weChat.ts'
export { forgetMediaChecks } from './checks/forgetMediaChecks.ts'

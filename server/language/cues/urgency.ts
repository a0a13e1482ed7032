import type { Intent } from '@yimin/shared/language/frame'

/** 急 as a state of things, not within 着急, 急诊, 应急, 尿急, 急性, 一急. */
const HURRY =
  '(?<![着不别心焦救紧特当得一应告干问尿太都勿莫内性])急(?![诊救性着忙支躁什啥眼脾疹症刹])|(?<![不别莫甭干是])着急(?!什么|啥|也|上火)'
const PRESSED = new RegExp(
  `${HURRY}|急[着需]|赶紧|赶快|抓紧|来不及|救命(?![药钱稻之恩])|十万火急|火烧眉毛|等不及|加急|紧急(?!集合|按钮|联系|呼叫|出口|通知|避险)|快快快|速来|快点来|(?<!尽)快来人|等着用(?!呢)|等米下锅`,
)
const CALM = /[不勿别]急|不用急|不是急|(?:不|不用|别|不是)着急|急啥|急什么|不赶|不用赶|[甭莫]赶/
/** 现在 asks for haste before what is to be done or as a word of its own; 现在不兴了 tells how things are. */
const SOON =
  /马上|尽快|立刻|立马|即刻|现在(?=就(?![缺剩差])|行[吗不么]|能|可以|可|要|过来|来|送|有人|谁|有没有|帮|需要|想|上门|上去|方便|急|去|给)|(?:就|得)现在|(?<=[,，。!！ ])现在(?=[,，。!！ ]|$)|而家|家下|这会儿?(?=能|就|谁|有|要|来)|越快越好|赶紧|赶快|抓紧|速来|速度来|快快快|火速|加急|(?<![甭别莫不])赶忙/
const HURRIED = new RegExp(HURRY)

/** The speaker presses. */
export function isUrgent(text: string, intent: Intent): boolean {
  return intent === 'emergency' || (PRESSED.test(text) && !CALM.test(text))
}

/** 马上, 尽快, 现在, 急: as soon as possible, where no time is told. */
export function isSoon(text: string): boolean {
  return SOON.test(text) || (HURRIED.test(text) && !CALM.test(text))
}

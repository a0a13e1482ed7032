import type { Intent } from '@yimin/shared/language/frame'

const PRESSED =
  /(?<![着不别心焦救紧特当得])急(?![诊救性着忙支躁什啥眼脾])|(?<![不别莫甭])着急(?!什么|啥|也)|急[着需]|赶紧|赶快|抓紧|来不及|救命|十万火急|火烧眉毛|等不及|加急|紧急|快快快|速来|快点来|(?<!尽)快来人|等着用|等米下锅/
const CALM = /不急|不着急|别急|不用急|不用着急|别着急|急啥|急什么|不赶|不用赶/
const SOON =
  /马上|尽快|立刻|立马|即刻|现在(?=就|能|可以|可|要|过来|来|送|有人|谁|有没有|帮|需要|方便|急|去|想|给)|(?:就|得)现在|这会儿?(?=能|就|谁|有|要|来)|越快越好|赶紧|赶快|抓紧|速来|速度来|快快快|火速|加急|赶忙/

/** The speaker presses. */
export function isUrgent(text: string, intent: Intent): boolean {
  return intent === 'emergency' || (PRESSED.test(text) && !CALM.test(text))
}

/** 马上, 尽快, 现在, 急: as soon as possible, where no time is told. */
export function isSoon(text: string): boolean {
  return (
    SOON.test(text) ||
    (/(?<![着不别心焦救紧特当来])急(?![诊救性忙支躁什啥])|(?<![不别莫甭])着急/.test(text) &&
      !CALM.test(text) &&
      !/着急上火|心急/.test(text))
  )
}

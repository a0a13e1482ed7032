import type Taro from '@tarojs/taro'

/** What call.ts reads of an answer. */
export type Answer = Pick<Taro.request.SuccessCallbackResult, 'statusCode' | 'data'>

interface Asked {
  authorization?: string
  /** `undefined` inside where no answer came. */
  answer: Promise<Answer | undefined>
  /** The answer, once it is here. */
  got?: Answer
}
/** By address: what index.html asked for before the scripts were here. */
type Early = Record<string, Asked | undefined>

/** An early question that hangs must not keep anybody from asking again. */
const PATIENCE_MS = 5_000

/**
 * The answer that index.html already asked for, good once and only for the same person. On a slow line this spares the
 * first screen two round trips; where there is none, the caller asks as always.
 */
export async function takeEarly({ url, method, header }: Taro.request.Option): Promise<Answer | undefined> {
  if (process.env.TARO_ENV !== 'h5' || method !== 'GET') return undefined
  const early = (window as { yiminEarly?: Early }).yiminEarly
  const found = early?.[url]
  if (early === undefined || found === undefined) return undefined
  early[url] = undefined
  const asked = (header as { Authorization?: string } | undefined)?.Authorization
  return found.authorization === asked ? withinPatience(found.answer) : undefined
}

/** The same answer where it is here already: whoever has it when the first page is drawn needs no other page before. */
export function earlyAnswer(url: string, authorization?: string): Answer | undefined {
  if (process.env.TARO_ENV !== 'h5') return undefined
  const found = (window as { yiminEarly?: Early }).yiminEarly?.[url]
  return found?.authorization === authorization ? found?.got : undefined
}

/** What was used is used up: later questions go to the server. */
export function forgetEarly(): void {
  if (process.env.TARO_ENV === 'h5') (window as { yiminEarly?: Early }).yiminEarly = {}
}

function withinPatience(answer: Promise<Answer | undefined>): Promise<Answer | undefined> {
  return Promise.race([answer, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined))])
}

import type { Step } from './states.ts'

/**
 * What happened to a request, as its requester reads it. Steps without words are the house's own business. Who refused or
 * gave it back is never named; `helper` is whoever has it now.
 */
export const HISTORY_WORDS: { readonly [step in Step]?: (helper?: string) => string } = {
  write: () => '记下了',
  amend: () => '改了内容',
  confirm: () => '您点了头，开始找人',
  hold: () => '请社工看一下',
  approve: () => '社工看过了，开始找人',
  reject: () => '站里办不了',
  accept: (helper) => `${helper ?? '有人'}接了`,
  assign: (helper) => `社工请${helper ?? '人'}去办`,
  join: () => '有一位能来，还差人',
  seat: () => '社工请了一位，还差人',
  release: () => '换人，重新找',
  relieve: (helper) => `换成${helper ?? '另一位'}去`,
  start: () => '出发了',
  arrive: () => '到门口了',
  deliver: () => '说送到了',
  finish: () => '办好了',
  cancel: () => '不办了',
  reopen: () => '您说没办好，重新找人',
  escalate: () => '社工在盯着',
  remind: () => '又问了您一次',
}

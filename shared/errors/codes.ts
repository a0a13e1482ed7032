/** The closed list of API error codes, each with its HTTP status and the Chinese sentence a person may read. */
export const ERRORS = {
  invalid_input: { status: 400, message: '有几处没填对，请看标出来的地方。' },
  bad_json: { status: 400, message: '没读懂发来的内容，请再试一次。' },
  unsupported_media_type: { status: 415, message: '发来的格式不对，请再试一次。' },
  unauthenticated: { status: 401, message: '请先登录。' },
  forbidden: { status: 403, message: '这一步要站里的工作人员来办。' },
  second_factor_needed: { status: 403, message: '请先输入登录验证码。' },
  not_found: { status: 404, message: '没有找到。' },
  method_not_allowed: { status: 405, message: '这里不能这样操作。' },
  conflict: { status: 409, message: '刚才情况变了，请刷新看看。' },
  already_taken: { status: 409, message: '这单刚有人接了，谢谢您。' },
  key_in_use: { status: 409, message: '上一次还在办，请稍等。' },
  key_reused: { status: 422, message: '这次和上次内容不一样，请重新提交。' },
  key_missing: { status: 400, message: '请再试一次。' },
  too_large: { status: 413, message: '内容太长了，请短一点。' },
  too_many: { status: 429, message: '太快了，请歇一会儿再试。' },
  internal: { status: 500, message: '站里的系统出了点问题，已经记下，请稍后再试或打站里电话。' },
  unavailable: { status: 503, message: '系统正在恢复，请过一会儿再试。' },
} as const

export type ErrorCode = keyof typeof ERRORS

/** The body of every API error: code for machines, sentence for people, one entry for each faulty field. */
export interface ApiErrorBody {
  error: ErrorCode
  message: string
  fields: { path: string; message: string }[]
}

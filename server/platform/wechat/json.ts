/** WeChat's numbers of messages are longer than a JavaScript number holds (18 digits); two of them must not become one. */
const MESSAGE_ID = /"(msgid)"\s*:\s*(\d+)/gi

/** Reads WeChat's JSON; numbers of messages come as text. Throws SyntaxError. */
export function parseWeChatJson(text: string): unknown {
  return JSON.parse(text.replace(MESSAGE_ID, '"$1":"$2"'))
}

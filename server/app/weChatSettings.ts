import { readFileSync, statSync } from 'node:fs'
import type { Template, TemplateFact, TemplateName, WeChatSettings } from '../platform/wechat/settings.ts'
import { TEMPLATE_FACTS } from '../platform/wechat/settings.ts'

/** The variables of WeChat as env.ts has checked them. */
export interface WeChatVariables {
  WECHAT_APP_ID?: string | undefined
  WECHAT_APP_SECRET?: string | undefined
  WECHAT_APP_SECRET_FILE?: string | undefined
  WECHAT_API_BASE: string
  WECHAT_PUSH_TOKEN?: string | undefined
  WECHAT_ENCODING_AES_KEY?: string | undefined
  WECHAT_MEDIA_BASE?: string | undefined
  WECHAT_TEMPLATE_PROGRESS?: string | undefined
  WECHAT_TEMPLATE_OFFER?: string | undefined
  WECHAT_TEMPLATE_ALARM?: string | undefined
  WECHAT_PHONE_CALLS_PER_DAY: number
}

const KEY_FORM =
  /^(thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|phrase|enum)\d{1,3}$/

const isFact = (word: string): word is TemplateFact => (TEMPLATE_FACTS as readonly string[]).includes(word)

/** `TEMPLATE_ID thing1=matter phrase2=state`: undefined where it is not of this form. */
export function readTemplate(text: string): Template | undefined {
  const [id = '', ...pairs] = text.trim().split(/\s+/)
  const values = pairs.map((pair) => pair.split('='))
  const isGood = values.every(
    ([key = '', fact = '', ...more]) => KEY_FORM.test(key) && isFact(fact) && more.length === 0,
  )
  if (!/^[\w-]{20,64}$/.test(id) || values.length === 0 || !isGood) return undefined
  return { id, values: Object.fromEntries(values) as Template['values'] }
}

/** What is missing or wrong with what was set, as the name of a variable and a sentence; none where all is well or WeChat is off. */
export function weChatFault(env: WeChatVariables): { name: string; sentence: string } | undefined {
  if (env.WECHAT_APP_ID === undefined) return undefined
  if (env.WECHAT_APP_SECRET === undefined && env.WECHAT_APP_SECRET_FILE === undefined)
    return {
      name: 'WECHAT_APP_SECRET',
      sentence: 'is not set, though WECHAT_APP_ID is (or set WECHAT_APP_SECRET_FILE)',
    }
  if ((env.WECHAT_PUSH_TOKEN === undefined) !== (env.WECHAT_ENCODING_AES_KEY === undefined))
    return { name: 'WECHAT_PUSH_TOKEN', sentence: 'and WECHAT_ENCODING_AES_KEY are set together or not at all' }
  if (env.WECHAT_MEDIA_BASE !== undefined && env.WECHAT_PUSH_TOKEN === undefined)
    return {
      name: 'WECHAT_MEDIA_BASE',
      sentence: 'needs WECHAT_PUSH_TOKEN: the verdict about a picture comes by the push',
    }
  const twice = templateSetTwice(env)
  if (twice !== undefined)
    return { name: twice, sentence: 'has the template of another setting: a person would be asked for one thing twice' }
  const secret = env.WECHAT_APP_SECRET_FILE === undefined ? undefined : secretFileFault(env.WECHAT_APP_SECRET_FILE)
  return secret === undefined ? undefined : { name: 'WECHAT_APP_SECRET_FILE', sentence: secret }
}

/** WeChat refuses to ask for two templates of one title at once (WX-10). */
function templateSetTwice(env: WeChatVariables): string | undefined {
  const ids = (['WECHAT_TEMPLATE_PROGRESS', 'WECHAT_TEMPLATE_OFFER', 'WECHAT_TEMPLATE_ALARM'] as const).flatMap(
    (name) => {
      const id = env[name] === undefined ? undefined : readTemplate(env[name])?.id
      return id === undefined ? [] : [{ name, id }]
    },
  )
  return ids.find(({ id }, at) => ids.slice(0, at).some((earlier) => earlier.id === id))?.name
}

function secretFileFault(file: string): string | undefined {
  try {
    if ((statSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
      return 'others may read the file; run chmod 600 on it'
    return readFileSync(file, 'utf8').trim() === '' ? 'the file is empty' : undefined
  } catch {
    return 'the file cannot be read'
  }
}

/** Absent: WeChat is off. Call after `weChatFault` found nothing. */
export function weChatSettingsOf(env: WeChatVariables): WeChatSettings | undefined {
  if (env.WECHAT_APP_ID === undefined) return undefined
  const named: [TemplateName, string | undefined][] = [
    ['progress', env.WECHAT_TEMPLATE_PROGRESS],
    ['offer', env.WECHAT_TEMPLATE_OFFER],
    ['alarm', env.WECHAT_TEMPLATE_ALARM],
  ]
  return {
    appId: env.WECHAT_APP_ID,
    secret: env.WECHAT_APP_SECRET ?? readFileSync(env.WECHAT_APP_SECRET_FILE ?? '', 'utf8').trim(),
    apiBase: env.WECHAT_API_BASE.replace(/\/+$/, ''),
    ...(env.WECHAT_PUSH_TOKEN !== undefined &&
      env.WECHAT_ENCODING_AES_KEY !== undefined && {
        push: { token: env.WECHAT_PUSH_TOKEN, encodingAesKey: env.WECHAT_ENCODING_AES_KEY },
      }),
    ...(env.WECHAT_MEDIA_BASE !== undefined && { mediaBase: env.WECHAT_MEDIA_BASE.replace(/\/+$/, '') }),
    templates: Object.fromEntries(
      named.flatMap(([name, text]) => (text === undefined ? [] : [[name, readTemplate(text)]])),
    ),
    phoneCallsPerDay: env.WECHAT_PHONE_CALLS_PER_DAY,
  }
}

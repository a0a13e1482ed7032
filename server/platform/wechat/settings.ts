/** Where and as whom WeChat is called. */
export interface WeChatSettings {
  appId: string
  secret: string
  /** Base address without a slash at the end; https://api.weixin.qq.com unless a stand-in is named. */
  apiBase: string
  /** Absent: WeChat tells us nothing by itself. */
  push?: PushKeys
  /** Under which address WeChat can fetch a picture that it shall judge, without a slash at the end. Absent: it judges none. */
  mediaBase?: string
  /** Subscribe templates by the name of what they tell. */
  templates: Templates
  /** Phone numbers cost money each: so many calls a day at most, of everybody together. */
  phoneCallsPerDay: number
}

export interface PushKeys {
  token: string
  /** 43 characters, as the platform's page shows it. */
  encodingAesKey: string
}

export const TEMPLATE_NAMES = ['progress', 'offer', 'alarm'] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

/** What a template can be filled with. */
export const TEMPLATE_FACTS = ['matter', 'state', 'code', 'time', 'note', 'station'] as const
export type TemplateFact = (typeof TEMPLATE_FACTS)[number]

export interface Template {
  id: string
  /** WeChat's key of a value (`thing1`) → what stands there. */
  values: Readonly<Record<string, TemplateFact>>
}

export type Templates = Readonly<Partial<Record<TemplateName, Template>>>

import Taro from '@tarojs/taro'

export interface Copy {
  /** Of the file. */
  name: string
  type: 'text/html' | 'application/json'
  text: string
}

/** In a browser a file of the person's own; in WeChat, which knows no such thing, the clipboard. @throws when the phone refuses */
export async function takeAway({ name, type, text }: Copy): Promise<'file' | 'clipboard'> {
  if (process.env.TARO_ENV !== 'h5') {
    await Taro.setClipboardData({ data: text })
    return 'clipboard'
  }
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
  return 'file'
}

import Taro from '@tarojs/taro'

/** In a browser a file of the person's own; in WeChat, which knows no such thing, the clipboard. @throws when the phone refuses */
export async function takeAway(name: string, text: string): Promise<'file' | 'clipboard'> {
  if (process.env.TARO_ENV !== 'h5') {
    await Taro.setClipboardData({ data: text })
    return 'clipboard'
  }
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
  return 'file'
}

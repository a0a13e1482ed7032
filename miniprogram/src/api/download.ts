import Taro from '@tarojs/taro'
import { words } from '../words.ts'
import { ApiError } from './apiError.ts'

export interface FileWish {
  /** Of the server, with its query. */
  path: string
  /** How a browser saves it; the server's own name is for other clients. */
  name: string
  token: string
}

/**
 * Fetches a file of the server and hands it over: a browser saves it, a phone opens it. The token goes in a header, never in
 * an address. @throws ApiError
 */
export async function download(wish: FileWish): Promise<void> {
  if (process.env.TARO_ENV === 'h5') await saveInBrowser(wish)
  else await openOnPhone(wish)
}

function addressOf(path: string): string {
  return `${process.env.TARO_APP_API_BASE ?? ''}${path}`
}

async function saveInBrowser({ path, name, token }: FileWish): Promise<void> {
  const answer = await fetch(addressOf(path), { headers: { Authorization: `Bearer ${token}` } }).catch(() => {
    throw new ApiError('offline', words.notSent)
  })
  if (!answer.ok) throw new ApiError('internal', words.unknownError, answer.status)
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

async function openOnPhone({ path, token }: FileWish): Promise<void> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({
    url: addressOf(path),
    header: { Authorization: `Bearer ${token}` },
  }).catch(() => {
    throw new ApiError('offline', words.notSent)
  })
  if (statusCode !== 200) throw new ApiError('internal', words.unknownError, statusCode)
  await Taro.openDocument({ filePath: tempFilePath, showMenu: true })
}

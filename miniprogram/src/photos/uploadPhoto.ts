import Taro from '@tarojs/taro'
import { ApiError } from '../api/apiError.ts'
import { readAnswer, serverAddress } from '../api/call.ts'
import type { PhotoView } from '../api/routes.ts'
import { routes } from '../api/routes.ts'
import type { Picked } from './pickPhotos.ts'
import { photoWords } from './words.ts'

export interface Upload {
  token: string
  /** The same key goes with every try of the same photo. */
  key: string
  /** 0 to 100. */
  onProgress(percent: number): void
}

const FIELD = 'photo'
/** A photo on a slow line takes longer than words. */
const TIMEOUT_MS = 60_000
/** What the server takes (shared/photos/contract.ts). */
const MOST_BYTES = 10 * 1024 * 1024

/** Sends one photo. @throws ApiError with a sentence for the person; `offline` when no answer came. */
export async function uploadPhoto(picked: Picked, upload: Upload): Promise<PhotoView> {
  const { status, text } = await send(picked, upload)
  return readAnswer<PhotoView>(status, parsed(text))
}

function send(picked: Picked, upload: Upload): Promise<Answer> {
  if ('file' in picked) return sendFile(picked.file, upload)
  if (process.env.TARO_ENV === 'h5') throw new Error('a browser gives files, not paths')
  else return sendPath(picked.path, upload)
}

interface Answer {
  status: number
  text: string
}

function sendPath(filePath: string, { token, key, onProgress }: Upload): Promise<Answer> {
  return new Promise((done, failed) => {
    const task = Taro.uploadFile({
      url: serverAddress(routes.addPhoto.path),
      filePath,
      name: FIELD,
      header: headersOf(token, key),
      timeout: TIMEOUT_MS,
      success: ({ statusCode, data }) => done({ status: statusCode, text: data }),
      fail: () => failed(notSent()),
    })
    task.progress(({ progress }) => onProgress(progress))
  })
}

function sendFile(file: Blob, { token, key, onProgress }: Upload): Promise<Answer> {
  if (file.size > MOST_BYTES) throw new ApiError('too_large', photoWords.tooLarge, 413)
  return new Promise((done, failed) => {
    const call = new XMLHttpRequest()
    call.open(routes.addPhoto.method, serverAddress(routes.addPhoto.path))
    for (const [name, value] of Object.entries(headersOf(token, key))) call.setRequestHeader(name, value)
    call.timeout = TIMEOUT_MS
    call.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : Math.round((loaded / total) * 100))
    call.onload = () => done({ status: call.status, text: call.responseText })
    call.onerror = call.ontimeout = call.onabort = () => failed(notSent())
    const form = new FormData()
    form.append(FIELD, file, 'photo')
    call.send(form)
  })
}

function headersOf(token: string, key: string): Record<string, string> {
  return { Authorization: `Bearer ${token}`, 'Idempotency-Key': key }
}

function notSent(): ApiError {
  return new ApiError('offline', photoWords.notSent)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

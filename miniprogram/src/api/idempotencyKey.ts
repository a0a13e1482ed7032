import Taro from '@tarojs/taro'

const BYTES = 16

/** A new random key of 128 bits as 32 hex digits. The same key goes with every retry of the same words. */
export async function newIdempotencyKey(): Promise<string> {
  return Array.from(await randomBytes(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function randomBytes(): Promise<Uint8Array> {
  if (process.env.TARO_ENV === 'h5' || typeof crypto !== 'undefined')
    return crypto.getRandomValues(new Uint8Array(BYTES))
  else return randomBytesOfWeChat()
}

/** WeChat's JavaScript core has no `crypto`; its own source of randomness is asynchronous. */
async function randomBytesOfWeChat(): Promise<Uint8Array> {
  const { randomValues } = await new Promise<{ randomValues: ArrayBuffer }>((resolve, reject) => {
    Taro.getRandomValues({ length: BYTES, success: resolve, fail: reject })
  })
  return new Uint8Array(randomValues)
}

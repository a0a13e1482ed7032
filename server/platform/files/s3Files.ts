import { AwsClient } from 'aws4fetch'
import { checkedName } from './files.ts'
import type { Files } from './files.ts'

/** A store that speaks S3: MinIO, Tencent COS, Alibaba OSS, Huawei OBS. */
export interface S3Place {
  /** `https://cos.ap-beijing.myqcloud.com`; where its host begins with the bucket's name, the path has no bucket. */
  endpoint: string
  bucket: string
  /** In front of every name; may be empty. */
  prefix: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const PATIENCE_MS = 15_000
const RETRIES = 2

/** Files in a bucket. Throws `Error` with the store's status, never with its answer. */
export function s3Files(place: S3Place): Files {
  const { accessKeyId, secretAccessKey, region } = place
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
    retries: RETRIES,
    initRetryMs: 100,
  })
  const root = rootOf(place)
  const ask = async (method: string, name: string, body?: Uint8Array): Promise<Response> => {
    const url = `${root}${checkedName(name)}`
    const signal = AbortSignal.timeout(PATIENCE_MS)
    return client.fetch(url, { method, signal, redirect: 'error', ...(body && { body: Buffer.from(body) }) })
  }
  return {
    async put(name, bytes) {
      const answer = await ask('PUT', name, bytes)
      await answer.body?.cancel()
      if (!answer.ok) throw faultOf('PUT', answer)
    },
    async get(name) {
      const answer = await ask('GET', name)
      if (answer.ok) return Buffer.from(await answer.arrayBuffer())
      await answer.body?.cancel()
      if (answer.status === 404) return undefined
      throw faultOf('GET', answer)
    },
    async remove(name) {
      const answer = await ask('DELETE', name)
      await answer.body?.cancel()
      if (!answer.ok && answer.status !== 404) throw faultOf('DELETE', answer)
    },
  }
}

function rootOf({ endpoint, bucket, prefix }: S3Place): string {
  const { origin, hostname } = new URL(endpoint)
  const inHost = hostname.startsWith(`${bucket}.`)
  const parts = [...(inHost ? [] : [bucket]), ...prefix.split('/').filter(Boolean)]
  return `${[origin, ...parts].join('/')}/`
}

function faultOf(method: string, answer: Response): Error {
  return new Error(`the photo store answered ${method} with ${answer.status}`)
}

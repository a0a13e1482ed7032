import { types } from 'node:util'

/** Names of the errors by which the MongoDB driver 7 and node-redis 6 say that the service is away. */
const OUTAGE_NAMES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'ConnectionTimeoutError',
  'SocketTimeoutError',
  'SocketClosedUnexpectedlyError',
  'ClientClosedError',
  'ClientOfflineError',
  'DisconnectsClientError',
  'ReconnectStrategyError',
  'AbortError',
])

/** System calls that fail while a service restarts, or when the disk has no room. */
const OUTAGE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOSPC',
  'EROFS',
  'EMFILE',
])

/** MongoDB server codes: shutting down, out of disk, not primary, stepping down. https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const MONGO_CODES = new Set([91, 189, 10107, 11600, 11602, 13435, 13436, 14031])

/** Redis answers that mean "not now". https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const REDIS_REPLY = /^(LOADING|MISCONF|OOM|CLUSTERDOWN|MASTERDOWN|READONLY|TRYAGAIN)\b/

const DEPTH = 5

/** True when an error, or what caused it, says that a data service is away and the call may be tried again later. */
export function isOutage(error: unknown, depth = DEPTH): boolean {
  if (depth === 0 || !isError(error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (OUTAGE_NAMES.has(error.name) || OUTAGE_NAMES.has(error.constructor.name)) return true
  if (typeof code === 'string' && OUTAGE_CODES.has(code)) return true
  if (code === 'ENOENT' && syscall === 'connect') return true
  if (typeof code === 'number' && error.name.startsWith('Mongo') && MONGO_CODES.has(code)) return true
  return REDIS_REPLY.test(error.message) || isOutage(error.cause, depth - 1) || isOutage(sourceOf(error), depth - 1)
}

/** Errors of Node's own sockets come from another realm where a test runner has its own globals. */
function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error
}

/** A bulk write that met a dropped connection tells so in a field of its own (MongoBulkWriteError of driver 7). */
function sourceOf(error: Error): unknown {
  return (error as { errorResponse?: unknown }).errorResponse
}

/** Before each test file: the pair of services of the worker that it runs in. */
const worker = process.env.JEST_WORKER_ID ?? '1'
process.env.MONGODB_URI = process.env[`MONGODB_URI_${worker}`]
process.env.REDIS_URL = process.env[`REDIS_URL_${worker}`]

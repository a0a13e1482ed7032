export type { Files } from './files.ts'
export { folderFiles } from './folderFiles.ts'
export { memoryFiles } from './memoryFiles.ts'
export { s3Files, type S3Place } from './s3Files.ts'

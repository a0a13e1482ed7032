/** Jest's global tear-down. */
export default async function stopServices() {
  await globalThis.yiminServices?.stop()
}

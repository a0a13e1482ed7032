/** Jest's global tear-down. */
export default async function stopServices() {
  await Promise.all((globalThis.yiminServices ?? []).map((pair) => pair.stop()))
}

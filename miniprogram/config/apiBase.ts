/**
 * Where a mini program may call (WX-19): https, a name, no address in numbers, no user, no path; WeChat refuses all else on a
 * real phone, long after the build. Unset is for the browser and for a look in the developer tools, which may also call this machine.
 * @throws Error with a sentence for whoever builds
 */
export function checkedApiBase(target: string, written: string | undefined): string {
  const base = written?.trim() ?? ''
  if (target !== 'weapp' || base === '') return base
  const url = URL.canParse(base) ? new URL(base) : undefined
  const isName = url !== undefined && /^(?=.*[a-z])[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(url.hostname)
  if (url?.protocol === 'https:' && isName && url.origin === base) return base
  throw new Error(
    `TARO_APP_API_BASE is the address of your server: https://help.example.org, a filed name, no path, no slash at the end`,
  )
}

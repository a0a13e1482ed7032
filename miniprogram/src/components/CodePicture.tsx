import { Image } from '@tarojs/components'

/** A code to be scanned or printed. Black on white in both schemes: cameras read no other. `keepable`: a long press offers to keep it. */
export function CodePicture({ address, said, keepable }: { address: string; said: string; keepable?: boolean }) {
  if (process.env.TARO_ENV === 'h5') return <img className="enrol-picture" src={address} alt={said} />
  return (
    <Image
      className="enrol-picture"
      src={address}
      mode="aspectFit"
      showMenuByLongpress={keepable === true}
      ariaLabel={said}
    />
  )
}

import Taro from '@tarojs/taro'

/** Tells when the phone has a network again, whether or not the server can be reached by it; returns how to stop. */
export function onNetworkBack(tell: () => void): () => void {
  if (process.env.TARO_ENV === 'h5') {
    window.addEventListener('online', tell)
    return () => window.removeEventListener('online', tell)
  }
  const listen = ({ isConnected }: { isConnected: boolean }) => void (isConnected && tell())
  Taro.onNetworkStatusChange(listen)
  return () => Taro.offNetworkStatusChange(listen)
}

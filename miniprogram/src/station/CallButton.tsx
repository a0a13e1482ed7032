import Taro from '@tarojs/taro'
import { Button } from '../components/Button.tsx'
import { words } from '../words.ts'

export interface Station {
  name: string
  phone: string
}

/** Rings; a person who puts the dialling away again has changed his mind, which is no error. */
export function callNumber(phoneNumber: string): void {
  Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
}

/** A person of the station in one tap, from anywhere. */
export function CallButton({ station, short }: { station: Station; short?: boolean }) {
  if (station.phone === '') return null
  return (
    <Button
      href={`tel:${station.phone.replace(/[^\d+]/g, '')}`}
      label={words.callLabel(station.name)}
      onTap={() => callNumber(station.phone)}
    >
      {short ? words.callShort : words.callNumber(station.phone)}
    </Button>
  )
}

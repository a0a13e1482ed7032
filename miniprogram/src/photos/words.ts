/** What is read about photos. */
export const photoWords = {
  add: '放张照片',
  addLabel: (code: string) => `放张照片，${code}`,
  hint: '别拍到别人的脸和证件。',
  sending: (percent: number) => `正在发照片，${percent}%`,
  almost: '照片发到了，正在放上去…',
  notSent: '照片没发出去。网好了再点一次，不会放两遍。',
  notOpened: '没有打开相册。可以在手机设置里打开，也可以不放照片。',
  tooLarge: '照片太大了，请换一张 10MB 以内的。',
  retry: '再发一次',
  drop: '不放了',
  photo: (which: number, of: number) => `照片，第 ${which} 张，共 ${of} 张。点开看大图`,
  large: '照片',
  remove: '拿掉这张',
  removeSure: '真的拿掉',
  keep: '留着',
  unseen: '看不到',
} as const

/** One photo on its way, as a browser's transport sends it; the test stands at the other end. */
export class FakeUpload {
  static all: FakeUpload[] = []
  static last = () => FakeUpload.all.at(-1) as FakeUpload

  method = ''
  url = ''
  headers: Record<string, string> = {}
  form: FormData | undefined
  status = 0
  responseText = ''
  timeout = 0
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  onload?: () => void
  onerror?: () => void

  open(method: string, url: string) {
    this.method = method
    this.url = url
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  send(form: FormData) {
    this.form = form
    FakeUpload.all.push(this)
  }
  reach(loaded: number, total = 100) {
    this.upload.onprogress?.({ loaded, total })
  }
  answer(status: number, body: unknown) {
    this.status = status
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body)
    this.onload?.()
  }
  cut() {
    this.onerror?.()
  }
}

import qrcode from 'qrcode'

/** Draws the login code in the terminal (on stderr: stdout carries the log), for whoever stands at the machine. Never anywhere else. */
export function showQr(code: string): void {
  qrcode.toString(code, { type: 'terminal', small: true }, (error, drawn) => {
    if (!error) process.stderr.write(`\n${drawn}\nScan it with WeChat within two minutes.\n`)
  })
}

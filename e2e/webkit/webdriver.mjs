/** The name under which WebDriver's JSON holds an element (WebDriver §12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** As much of the WebDriver protocol as the tests need, over fetch. */
export class WebDriverSession {
  #url
  /** The window or frame that commands go to now. */
  selection

  /** @param {string} driver its address */
  static async begin(driver, capabilities) {
    const session = new WebDriverSession(`${driver}/session`)
    const { sessionId } = await session.send('POST', '', {
      capabilities: { alwaysMatch: capabilities },
    })
    session.#url += `/${sessionId}`
    return session
  }

  constructor(url) {
    this.#url = url
  }

  async send(method, path, body) {
    const response = await fetch(this.#url + path, {
      method,
      signal: AbortSignal.timeout(20_000),
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = await response.json()
    // by its status: what a page returned may have an `error` too
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
    return value
  }

  async element(selector) {
    const found = await this.send('POST', '/element', { using: 'css selector', value: selector })
    return { path: `/element/${found[ELEMENT]}`, reference: found }
  }

  end() {
    return this.send('DELETE', '')
  }
}

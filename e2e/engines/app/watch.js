// Runs before everything else and tells the server what a page must never do, as it happens: the
// page may close at any time.
{
  const tell = (fault) =>
    navigator.sendBeacon(
      '/fault',
      JSON.stringify(`${fault} (${location.origin}${location.pathname})`),
    )

  addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      tell(`violation: ${effectiveDirective} refused ${blockedURI} at ${sourceFile}:${lineNumber}`),
  )
  addEventListener('error', ({ message }) => tell(`exception: ${message}`))
  addEventListener('unhandledrejection', ({ reason }) => tell(`rejection: ${reason}`))

  const { error } = console
  console.error = (...values) => {
    tell(`console: ${values.join(' ')}`)
    error(...values)
  }
}

// Sends the form of a page that only passes something on; its button is for when this script does
// not run.
document.forms[0].submit()
